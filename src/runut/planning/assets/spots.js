// [data-spot]: a press on the picture fills the numbers of the comment's form and shows the spot; typing the numbers moves it too.
// Without this module the numbers are typed, and the spots of written comments stand on the picture all the same.
const stage = document.querySelector("[data-spot]");
const form = document.getElementById("comment");

if (stage && form) {
  const left = form.elements.namedItem("x");
  const top = form.elements.namedItem("y");
  const mark = stage.querySelector(".spot-new");
  const show = () => {
    const whole = left.value !== "" && top.value !== "" && left.checkValidity() && top.checkValidity();
    mark.toggleAttribute("hidden", !whole);
    if (!whole) return;
    mark.setAttribute("x", `${left.value}%`);
    mark.setAttribute("y", `${top.value}%`);
  };
  stage.classList.add("is-live");
  stage.addEventListener("click", (event) => {
    if (event.target.closest("a")) return;
    const box = stage.getBoundingClientRect();
    const part = (at, from, size) => (Math.min(1, Math.max(0, (at - from) / size)) * 100).toFixed(1);
    left.value = part(event.clientX, box.left, box.width);
    top.value = part(event.clientY, box.top, box.height);
    show();
    form.elements.namedItem("text").focus({ preventScroll: true });
  });
  for (const field of [left, top]) field.addEventListener("input", show);
  show();
}
