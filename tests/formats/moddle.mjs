// Reads BPMN files with bpmn-moddle, the reader of bpmn-js: `node moddle.mjs FILE ...` prints for each what it warns of and what it saw, as JSON.
import { readFile } from "node:fs/promises";

import { BpmnModdle } from "bpmn-moddle";

const seen = [];
for (const path of process.argv.slice(2)) {
  const { rootElement, warnings, references } = await new BpmnModdle().fromXML(await readFile(path, "utf8"));
  const process_ = rootElement.rootElements.find((one) => one.$type === "bpmn:Process");
  const shapes = rootElement.diagrams[0].plane.planeElement;
  seen.push({
    warnings: warnings.map((one) => one.message),
    references: references.length,
    lanes: process_.laneSets[0].lanes.map((one) => one.name),
    flowElements: process_.flowElements.length,
    drawn: shapes.filter((one) => one.bpmnElement).length,
    loose: shapes.filter((one) => !one.bpmnElement).length,
  });
}
process.stdout.write(JSON.stringify(seen));
