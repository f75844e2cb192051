// [data-draw]: the page to draw a business flow on. What is drawn is sent to [data-save] a moment later, with the revision that it
// began with; when somebody else has saved meanwhile, nothing is overwritten and the page says so.
import Modeler from "bpmn-js/lib/Modeler";
import "bpmn-js/dist/assets/diagram-js.css";
import "bpmn-js/dist/assets/bpmn-js.css";
import "bpmn-js/dist/assets/bpmn-font/css/bpmn.css";
import "./flow/policy.js";
import { words } from "./flow/words.js";

const WAIT = 1200;
const AGAIN = 10000;
const desk = document.querySelector("[data-draw]");

if (desk) open(desk);

async function open(desk) {
  const canvas = desk.querySelector(".flow-canvas");
  const modeler = new Modeler({ container: canvas, additionalModules: [words] });
  const answer = await fetch(desk.dataset.draw, { headers: { Accept: "application/xml" } });
  await modeler.importXML(await answer.text());
  modeler.get("canvas").zoom("fit-viewport", "auto");
  buttons(desk, modeler);
  saving(desk, modeler);
  desk.classList.add("is-live");
}

function saving(desk, modeler) {
  const told = desk.querySelector(".flow-saved");
  const refused = desk.querySelector(".refusal");
  let revision = desk.dataset.revision;
  let timer = 0;
  let running = false;
  let dirty = false;
  const later = (wait) => {
    clearTimeout(timer);
    timer = setTimeout(save, wait);
  };
  async function save() {
    if (running || !dirty) return;
    running = true;
    dirty = false;
    told.textContent = told.dataset.saving;
    try {
      const { xml } = await modeler.saveXML();
      const body = new FormData(desk);
      body.set("xml", xml);
      body.set("revision", revision);
      const answer = await fetch(desk.dataset.save, { method: "POST", body, redirect: "manual" });
      const said = answer.headers.get("Content-Type")?.startsWith("application/json") ? await answer.json() : null;
      if (answer.ok && said) {
        revision = said.revision;
        told.textContent = told.dataset.saved;
      } else if (said?.reasons) {
        refuse(refused, said.reasons);
        told.textContent = "";
        modeler.off("commandStack.changed", changed);
      } else throw new Error(String(answer.status));
    } catch {
      dirty = true;
      told.textContent = told.dataset.unsaved;
      later(AGAIN);
    } finally {
      running = false;
      if (dirty && told.textContent !== told.dataset.unsaved) later(WAIT);
    }
  }
  function changed() {
    dirty = true;
    later(WAIT);
  }
  modeler.on("commandStack.changed", changed);
  desk.addEventListener("submit", (event) => event.preventDefault());
  window.addEventListener("beforeunload", (event) => {
    if (dirty || running) event.preventDefault();
  });
}

function refuse(place, reasons) {
  place.hidden = false;
  place.querySelector("ul").replaceChildren(
    ...reasons.map((reason) => {
      const line = document.createElement("li");
      line.textContent = reason;
      return line;
    }),
  );
  place.scrollIntoView({ block: "center" });
}

function buttons(desk, modeler) {
  const acts = {
    undo: () => modeler.get("commandStack").undo(),
    redo: () => modeler.get("commandStack").redo(),
    fit: () => modeler.get("canvas").zoom("fit-viewport", "auto"),
    keep: async () => {
      const { xml } = await modeler.saveXML({ format: true });
      const link = document.createElement("a");
      link.href = URL.createObjectURL(new Blob([xml], { type: "application/xml" }));
      link.download = `${desk.dataset.name}.bpmn`;
      link.click();
      URL.revokeObjectURL(link.href);
    },
  };
  for (const button of desk.querySelectorAll("[data-act]")) button.addEventListener("click", () => acts[button.dataset.act]());
  const standing = () => {
    desk.querySelector("[data-act=undo]").disabled = !modeler.get("commandStack").canUndo();
    desk.querySelector("[data-act=redo]").disabled = !modeler.get("commandStack").canRedo();
  };
  modeler.on("commandStack.changed", standing);
  standing();
}
