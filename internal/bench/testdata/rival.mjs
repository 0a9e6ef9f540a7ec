// The check that a team could write itself in an afternoon: every file is TOML
// and fits the schema. To measure okrcheck against; docs/performance.md says how.
//
//	npm install smol-toml ajv ajv-formats
//	node rival.mjs okr.schema.json 'okrs/2026-Q4' …
import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import { parse } from "smol-toml";
import Ajv from "ajv";
import formats from "ajv-formats";

const [schema, ...folders] = process.argv.slice(2);
const ajv = formats(new Ajv({ allErrors: true, strict: false }));
const valid = ajv.compile(JSON.parse(readFileSync(schema, "utf8")));

let files = 0, bad = 0;
for (const folder of folders) {
  for (const name of readdirSync(folder)) {
    if (!name.endsWith(".toml")) continue;
    files++;
    const path = join(folder, name);
    try {
      // A date is a string to the schema.
      const values = JSON.parse(JSON.stringify(parse(readFileSync(path, "utf8"))));
      if (valid(values)) continue;
      console.log(`${path}: ${ajv.errorsText(valid.errors)}`);
    } catch (e) {
      console.log(`${path}: ${e.message}`);
    }
    bad++;
  }
}
console.log(`${files} files, ${bad} with mistakes`);
process.exitCode = bad > 0 ? 1 : 0;
