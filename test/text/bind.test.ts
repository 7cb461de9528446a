import fc from "fast-check";
import { beforeAll, describe, expect, it } from "vitest";
import { openTextDoor } from "../../src/text";
import { type Bound, bind } from "../../src/text/bind";
import { compileEcho } from "./echo-module";

describe("what crosses the string-shaped door", () => {
  let bound: Bound;
  let module: Uint8Array<ArrayBuffer>;
  const call = <Result>(name: string, ...values: unknown[]): Result =>
    (bound.functions[name] as unknown as (...values: unknown[]) => Result)(...values);

  beforeAll(async () => {
    module = await compileEcho();
    bound = await bind(module);
  });

  it("is any text, unit by unit, in both directions", () => {
    const text = fc.string({ unit: "binary", maxLength: 300 });
    fc.assert(
      fc.property(text, (given) => {
        expect(call("echo", given)).toBe(given);
      }),
    );
    for (const given of ["", "\0", "Zürich ✓", "𝒜𝒷", "\ud800", "\udc00x", "a".repeat(100_000)]) {
      expect(call("echo", given)).toBe(given);
      expect(call("length", given)).toBe(given.length);
    }
  });

  it("is three texts at once, 20,000 times, none of them mixed up", () => {
    for (let i = 0; i < 20_000; i += 1) {
      const texts = [`item-${i}`, "x".repeat(i % 50), `ü${i * 7}`] as const;
      if (call("join", ...texts) !== texts.join("|")) throw new Error(`text ${i} came back as another`);
    }
  });

  it("leaves no garbage behind", () => {
    const size = () => bound.exports.memory.buffer.byteLength;
    const text = "0123456789".repeat(50);
    for (let i = 0; i < 1_000; i += 1) call("garbage", text);
    const before = size();
    for (let i = 0; i < 5_000; i += 1) call("garbage", text);
    expect(size()).toBe(before);
  });

  it.each([
    ["Int8", Int8Array.of(-128, 0, 127)],
    ["Uint8", Uint8Array.of(0, 255)],
    ["Uint8Clamped", Uint8ClampedArray.of(0, 255)],
    ["Int16", Int16Array.of(-32768, 32767)],
    ["Uint16", Uint16Array.of(0, 65535)],
    ["Int32", Int32Array.of(-(2 ** 31), 2 ** 31 - 1)],
    ["Uint32", Uint32Array.of(0, 2 ** 32 - 1)],
    ["Int64", BigInt64Array.of(-(2n ** 63n), 2n ** 63n - 1n)],
    ["Uint64", BigUint64Array.of(0n, 2n ** 64n - 1n)],
    ["Float32", Float32Array.of(0.5, -1e30)],
    ["Float64", Float64Array.of(0.1, -1e300)],
    ["Uint32", new Uint32Array()],
    ["Uint16", Uint16Array.of(1, 2, 3, 4).subarray(1, 3)],
  ])("is an array of %s, copied", (name, array) => {
    const echoed = call(`echo${name}`, array);
    expect(echoed).toEqual(array);
    call("garbage", "z".repeat(10_000));
    expect(echoed).toEqual(array);
  });

  it("is not opened by a module that was not built with it", async () => {
    await expect(openTextDoor(module)).rejects.toMatchObject({ code: "ABI_MISMATCH" });
  });

  it("is as many values as the function takes, of the types it takes", () => {
    expect(() => call("join", "a", "b")).toThrow("Expected 3 arguments, got 2");
    expect(() => call("echo", "a", "b")).toThrow("Expected 1 arguments, got 2");
    expect(() => call("echo", 1)).toThrow("a text is expected, not number");
    expect(() => call("echo", undefined)).toThrow("a text is expected, not undefined");
    expect(() => call("echoUint8", [1, 2])).toThrow("a Uint8Array is expected");
    expect(call("echo", "still there")).toBe("still there");
  });
});
