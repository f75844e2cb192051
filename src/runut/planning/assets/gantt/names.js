// The names of the rows: a list that stays at the left while the days pass, one stop for the keyboard.
import { ROW } from "./piece.js";

const made = (name, parent) => {
  const element = document.createElement("div");
  element.className = name;
  parent?.append(element);
  return element;
};

export class Names {
  constructor(box, tall, chart, rows, label) {
    [this.box, this.rows, this.words] = [box, rows, chart.words];
    this.corner = made("gantt-corner");
    this.corner.setAttribute("aria-hidden", "true");
    this.corner.style.height = `${tall}px`;
    box.prepend(this.corner);
    this.list = made("gantt-names", box);
    box.tabIndex = 0;
    box.setAttribute("role", "listbox");
    box.setAttribute("aria-label", label);
    box.querySelector("svg").setAttribute("aria-hidden", "true");
  }

  get wide() {
    return this.list.offsetWidth;
  }

  draw(from, to, chosen) {
    this.list.style.height = `${this.rows.total * ROW}px`;
    const options = [];
    for (let place = from; place < to; place += 1) options.push(this.option(place, place === chosen));
    this.list.replaceChildren(...options);
    if (chosen >= from && chosen < to) this.box.setAttribute("aria-activedescendant", `gantt-${chosen}`);
    else this.box.removeAttribute("aria-activedescendant");
  }

  option(place, chosen) {
    const row = this.rows.get(place);
    const option = made(`gantt-name${row?.critical ? " is-critical" : ""}`);
    option.id = `gantt-${place}`;
    option.dataset.index = place;
    option.style.top = `${place * ROW}px`;
    option.setAttribute("role", "option");
    option.setAttribute("aria-selected", String(chosen));
    option.setAttribute("aria-setsize", this.rows.total);
    option.setAttribute("aria-posinset", place + 1);
    const text = document.createElement("span");
    text.textContent = row ? [this.rows.named(row), ...this.rows.marks(row)].join(" · ") : this.words.waiting;
    option.append(text);
    if (row) option.title = row.name;
    return option;
  }

  // Above the names stands the month or year at the left edge, whose own name may have been scrolled away.
  period(gantt, column) {
    const day = gantt.dates[Math.min(gantt.dates.length - 1, Math.max(0, column))];
    this.corner.textContent = gantt.config.view_mode.text(day);
  }
}
