// Reads a cube of JSON-stat from stdin and writes every cell as an object.
import JSONstat from "jsonstat-toolkit";

let text = "";
for await (const part of process.stdin) text += part;
const set = (JSONstat.default ?? JSONstat)(JSON.parse(text));
const cells = set.toTable({ type: "arrobj", status: true, field: "id", content: "id" });
console.log(JSON.stringify({ class: set.class, size: set.size, cells }));
