/** A committed text of facts, as it stands. */
declare module "*.tsv" {
  const text: string;
  export default text;
}
