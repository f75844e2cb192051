// [data-flow]: a business flow to look at closely, moved and enlarged by hand; without this module its picture stands there.
import Viewer from "bpmn-js/lib/NavigatedViewer";
import "bpmn-js/dist/assets/diagram-js.css";
import "bpmn-js/dist/assets/bpmn-js.css";
import "bpmn-js/dist/assets/bpmn-font/css/bpmn.css";

const figure = document.querySelector("[data-flow]");

if (figure) show(figure);

async function show(figure) {
  const answer = await fetch(figure.dataset.flow);
  if (!answer.ok) return;
  const xml = await answer.text();
  const place = document.createElement("div");
  place.className = "flow-canvas";
  const picture = [...figure.children];
  figure.append(place);
  const viewer = new Viewer({ container: place });
  try {
    await viewer.importXML(xml);
  } catch {
    viewer.destroy();
    place.remove();
    return;
  }
  // The picture's words stay for whoever cannot see the drawing.
  place.setAttribute("role", "group");
  place.setAttribute("aria-label", figure.querySelector("img").alt);
  for (const one of picture) one.hidden = true;
  figure.classList.add("is-live");
  const marked = figure.dataset.element;
  if (marked && viewer.get("elementRegistry").get(marked)) viewer.get("canvas").addMarker(marked, "is-marked");
  viewer.get("canvas").zoom("fit-viewport", "auto");
}
