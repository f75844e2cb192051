// [data-focus]: takes the focus when it arrives, so that a screen reader reads what is wrong with a sent form.
export function focus(root) {
  root.querySelector("[data-focus]")?.focus({ preventScroll: false });
}
