// Compiler transform: writes the custom section that as-bind's runtime reads to convert arguments and results, for
// the functions that assembly/index.ts exports from assembly/text/. as-bind's own transform predates this compiler.
import { ElementKind } from "assemblyscript";
import { Transform } from "assemblyscript/transform";

const SECTION = "as-bind_bindings";
const FACADE = "assembly/text/";

const typeName = (type) => type.getClass()?.internalName ?? type.toString();

/** Collects the runtime id and size of a managed type and of the types it is made of. */
function collectTypeIds(type, typeIds) {
  const managed = type.getClass();
  if (!managed) return;
  typeIds[managed.internalName] = { id: managed.id, byteSize: managed.nextMemoryOffset };
  for (const argument of managed.typeArguments ?? []) collectTypeIds(argument, typeIds);
}

/** Every [name, element] that a file exports, `export *` included. */
function* exportsOf(file) {
  yield* file.exports ?? [];
  for (const star of file.exportsStar ?? []) yield* exportsOf(star);
}

export default class AsBindSection extends Transform {
  afterCompile(module) {
    const typeIds = {};
    const exportedFunctions = {};
    const entries = [...this.program.filesByName.values()].filter((file) => file.source.sourceKind === 1);
    for (const [name, element] of entries.flatMap((file) => [...exportsOf(file)])) {
      if (element.kind !== ElementKind.FunctionPrototype) continue;
      if (!element.declaration.range.source.normalizedPath.startsWith(FACADE)) continue;
      const { returnType, parameterTypes } = element.instances.get("").signature;
      for (const type of [returnType, ...parameterTypes]) collectTypeIds(type, typeIds);
      exportedFunctions[name] = { returnType: typeName(returnType), parameters: parameterTypes.map(typeName) };
    }
    const bindings = JSON.stringify({ typeIds, importedFunctions: {}, exportedFunctions });
    module.addCustomSection(SECTION, new TextEncoder().encode(bindings));
  }
}
