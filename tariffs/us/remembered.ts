/** A schedule says few things, many times: each text is read once. */
export function remembered<Result>(read: (text: string) => Result): (text: string) => Result {
  const results = new Map<string, Result>();
  return (text) => {
    if (results.has(text)) return results.get(text) as Result;
    const result = read(text);
    results.set(text, result);
    return result;
  };
}
