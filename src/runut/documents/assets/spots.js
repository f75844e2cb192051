// [data-spot="id of a form"]: a press on the picture fills x and y of that form and shows the spot; typing the numbers moves it too.
// Without this module the numbers are typed, and the spots that are written already stand on the picture all the same.
const parts = (stage) => {
  const form = document.getElementById(stage.dataset.spot);
  return form && { form, left: form.elements.namedItem("x"), top: form.elements.namedItem("y"), mark: stage.querySelector(".spot-new") };
};

const show = (stage) => {
  const found = parts(stage);
  if (!found) return;
  const { left, top, mark } = found;
  const whole = left.value !== "" && top.value !== "" && left.checkValidity() && top.checkValidity();
  mark.toggleAttribute("hidden", !whole);
  if (!whole) return;
  mark.setAttribute("x", `${left.value}%`);
  mark.setAttribute("y", `${top.value}%`);
};

const showAll = () => {
  for (const stage of document.querySelectorAll("[data-spot]")) {
    stage.classList.add("is-live");
    show(stage);
  }
};

document.addEventListener("click", (event) => {
  const stage = event.target.closest("[data-spot]");
  const found = stage && !event.target.closest("a") && parts(stage);
  if (!found) return;
  const box = stage.getBoundingClientRect();
  const part = (at, from, size) => (Math.min(1, Math.max(0, (at - from) / size)) * 100).toFixed(1);
  found.left.value = part(event.clientX, box.left, box.width);
  found.top.value = part(event.clientY, box.top, box.height);
  show(stage);
  found.form.elements.namedItem("text").focus({ preventScroll: true });
});
document.addEventListener("input", (event) => {
  if (["x", "y"].includes(event.target.name)) showAll();
});
// The stage can come later, when another thing is chosen.
document.addEventListener("htmx:afterSwap", showAll);
showAll();
