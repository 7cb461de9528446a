// Compiles the facts to tables, and prints the milliseconds that it took in a new process.
//   node build-table.mjs COMPILER FOLDER
const [compiler, folder] = process.argv.slice(2);
const start = performance.now();
const { buildTables } = await import(compiler);
const tables = await buildTables(folder);
console.log(JSON.stringify({ milliseconds: performance.now() - start, tables: tables.length }));
