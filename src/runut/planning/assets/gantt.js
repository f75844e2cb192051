// The tasks of the page as bars. Everything that it shows stands in the table too, so without this nothing is missing.
import Gantt from "frappe-gantt";

// Without the hatching of ignored days: it carries a style that the policy of the pages refuses, and nothing is ignored here.
class Bars extends Gantt {
  make_grid_highlights() {
    this.config.ignored_positions = [];
    this.highlight_current();
  }
}

const place = document.getElementById("gantt");
const source = document.getElementById("bars");
const bars = source ? JSON.parse(source.textContent) : [];

// The library puts names into the drawing as markup.
const plain = (text) => text.replace(/[&<>"']/g, (one) => `&#${one.charCodeAt(0)};`);

if (place && bars.length) {
  const known = new Set(bars.map((one) => one.id));
  const tasks = bars.map((one) => ({ ...one, name: plain(one.name), dependencies: one.dependencies.filter((id) => known.has(id)) }));
  const first = bars.reduce((before, one) => (one.start < before ? one.start : before), "9");
  const last = bars.reduce((after, one) => (one.end > after ? one.end : after), "");
  const days = (Date.parse(last) - Date.parse(first)) / 86400000;
  place.hidden = false;
  new Bars(place, tasks, {
    language: place.dataset.lang,
    view_mode: days > 200 ? "Month" : days > 45 ? "Week" : "Day",
    readonly: true,
    popup: false,
    holidays: {},
    today_button: false,
    infinite_padding: false,
    scroll_to: first, // to the library "start" is weeks before the first bar
    bar_height: 22,
    padding: 12,
    container_height: "auto",
  });
  const scrolled = place.querySelector(".gantt-container");
  scrolled.tabIndex = 0;
  scrolled.setAttribute("role", "region");
  scrolled.setAttribute("aria-label", place.dataset.label);
  for (const bar of place.querySelectorAll(".bar-wrapper")) {
    bar.addEventListener("click", () => document.getElementById(bar.dataset.id.replace("t", "T"))?.querySelector("a")?.focus());
  }
}
