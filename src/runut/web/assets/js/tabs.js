// Tabs that are wider than the screen: the one that is open stands in sight.
export function tabs(root) {
  for (const tab of root.querySelectorAll(".tabs [aria-current]")) {
    const list = tab.closest("ul");
    const beyond = tab.getBoundingClientRect().right - list.getBoundingClientRect().right;
    if (beyond > 0) list.scrollLeft += beyond + list.clientWidth / 4;
  }
}
