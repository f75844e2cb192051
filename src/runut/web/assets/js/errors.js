// When an htmx request fails in a way the server could not word (no answer, a proxy's page), say so in the flash place.
// Answers that the server worded carry HX-Retarget or are forms with their own errors; those are drawn as they come.
export function errors(page) {
  const place = () => page.getElementById("flash");

  const say = () => {
    const source = page.getElementById("no-answer");
    if (place() && source) place().replaceChildren(source.content.cloneNode(true));
    place()?.scrollIntoView({ block: "nearest" });
  };

  page.addEventListener("htmx:sendError", say);
  page.addEventListener("htmx:timeout", say);
  page.addEventListener("htmx:beforeSwap", (event) => {
    const { xhr } = event.detail;
    if (xhr.status < 400) return;
    const worded = xhr.getResponseHeader("HX-Retarget") || xhr.status === 409 || xhr.status === 422;
    event.detail.shouldSwap = Boolean(worded);
    event.detail.isError = !worded;
    if (!worded) say();
  });
}
