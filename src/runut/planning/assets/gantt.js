// The whole schedule as bars: rows in sight are drawn, the rest is fetched and waits. All that it shows stands in the table too.
import { LIBRARY, Piece, ROW, scales } from "./gantt/piece.js";
import { Names } from "./gantt/names.js";
import { Rows } from "./gantt/rows.js";
import { Told } from "./gantt/told.js";

const MORE = 10; // rows drawn above and below those in sight
const place = document.getElementById("gantt");
const source = document.getElementById("chart");

class Chart {
  constructor(chart) {
    this.rows = new Rows(chart);
    this.told = new Told(place, chart, this.rows);
    this.modes = scales(chart.lang);
    this.chosen = chart.at;
    place.hidden = false;
    const days = (this.rows.last - this.rows.first) / 86400000;
    const mode = this.modes[days > 1200 ? 3 : days > 240 ? 2 : days > 45 ? 1 : 0];
    this.gantt = new Piece(place.querySelector(".gantt-board"), [], {
      ...LIBRARY,
      language: chart.lang,
      view_modes: [mode, ...this.modes.filter((one) => one !== mode)],
      span: [this.rows.first, this.rows.last],
      sight: () => this.columns ?? [0, 0],
      kept: () => this.kept ?? false,
      today: this.rows.today,
      words: chart.words,
    });
    this.box = this.gantt.$container;
    this.names = new Names(this.box, this.gantt.config.header_height, chart, this.rows, place.dataset.label);
    this.scale = place.querySelector("[name=scale]");
    this.scale.value = mode.name;
    this.bind();
    this.lead(this.chosen);
    this.rows.fetch().then(
      () => {
        place.classList.add("is-whole");
        this.draw();
      },
      () => this.told.say(chart.words.failed),
    );
  }

  // What is drawn: some more than what is in sight, so that a small scroll draws nothing anew.
  get sight() {
    const { scrollTop, scrollLeft, clientHeight, clientWidth } = this.box ?? { scrollTop: 0, scrollLeft: 0, clientHeight: 0, clientWidth: 0 };
    const wide = this.gantt?.config.column_width ?? 1;
    const rows = [Math.floor(scrollTop / ROW), Math.ceil((scrollTop + clientHeight) / ROW)];
    return { rows, columns: [Math.floor(scrollLeft / wide), Math.ceil((scrollLeft + clientWidth) / wide)] };
  }

  draw() {
    const { rows, columns } = this.sight;
    const page = columns[1] - columns[0];
    this.kept = Boolean(this.columns) && this.holds(columns);
    if (!this.kept) this.columns = [columns[0] - page, columns[1] + page];
    this.from = Math.max(0, rows[0] - MORE);
    this.to = Math.min(this.rows.total, rows[1] + MORE);
    this.gantt.setup_tasks(this.rows.tasks(this.from, this.to));
    this.gantt.render();
    this.gantt.$svg.style.top = `${this.from * ROW}px`;
    this.names.draw(this.from, this.to, this.chosen);
    this.names.period(this.gantt, columns[0]);
  }

  holds(columns) {
    return columns[0] >= this.columns[0] && columns[1] <= this.columns[1];
  }

  drawIfNeeded() {
    this.asked = false;
    const { rows, columns } = this.sight;
    const kept = rows[0] >= this.from && Math.min(rows[1], this.rows.total) <= this.to;
    if (kept && this.holds(columns)) this.names.period(this.gantt, columns[0]);
    else this.draw();
  }

  // Bring a row and its bar into sight.
  lead(index) {
    const [top, tall] = [index * ROW, this.box.clientHeight - this.gantt.config.header_height];
    if (top < this.box.scrollTop || top + ROW > this.box.scrollTop + tall) this.box.scrollTop = Math.max(0, top - tall / 3);
    const row = this.rows.get(index);
    if (row) this.leadTo(row.begin, row.end);
    this.draw();
  }

  leadTo(begin, end) {
    const [x, wide] = [this.gantt.x(begin), this.box.clientWidth - this.names.wide];
    const edge = this.gantt.x(end) + this.gantt.config.column_width;
    if (x < this.box.scrollLeft || Math.min(edge, x + wide / 2) > this.box.scrollLeft + wide) this.box.scrollLeft = Math.max(0, x - wide / 6);
  }

  choose(index) {
    this.chosen = Math.max(0, Math.min(this.rows.total - 1, index));
    this.lead(this.chosen);
    this.told.tell(this.chosen);
    this.box.scrollIntoView({ block: "nearest" });
  }

  rescale(name) {
    const middle = (this.box.scrollLeft + (this.box.clientWidth - this.names.wide) / 2) / this.gantt.config.column_width;
    this.scale.value = name;
    [this.columns, this.kept] = [undefined, false];
    this.gantt.change_view_mode(this.modes.find((one) => one.name === name), true);
    this.box.scrollLeft = middle * this.gantt.config.column_width - (this.box.clientWidth - this.names.wide) / 2;
    this.draw();
  }

  zoom(step) {
    const next = this.modes[this.modes.findIndex((one) => one.name === this.scale.value) + step];
    if (next) this.rescale(next.name);
  }

  // Today in sight, and a row whose work goes on today (or comes next).
  today() {
    const day = this.rows.today;
    this.leadTo(day, day);
    const { rows } = this.sight;
    const now = (index) => this.rows.get(index)?.begin <= day && day <= this.rows.get(index)?.end;
    for (let index = rows[0]; index < rows[1]; index += 1) if (now(index)) return this.draw();
    const found = this.rows.find(now, 0) ?? this.rows.find((index) => this.rows.get(index)?.begin >= day, 0);
    return found === undefined ? this.draw() : this.choose(found);
  }

  find(step) {
    const text = place.querySelector("[name=find]").value.trim();
    const { index, count, nth } = this.rows.search(text, this.chosen, step);
    if (index !== undefined) this.choose(index);
    this.told.found(text, nth, count);
  }

  bind() {
    this.box.addEventListener("scroll", () => {
      if (!this.asked) this.asked = requestAnimationFrame(() => this.drawIfNeeded());
    });
    new ResizeObserver(() => requestAnimationFrame(() => this.drawIfNeeded())).observe(this.box);
    this.box.addEventListener("keydown", (event) => this.press(event));
    this.box.addEventListener("click", ({ target }) => {
      const bar = target.closest(".bar-wrapper, [role=option]");
      if (bar) this.choose(Number(bar.dataset.index ?? bar.dataset.id.slice(1)));
    });
    this.scale.addEventListener("change", () => this.rescale(this.scale.value));
    place.querySelector("[data-act=today]").addEventListener("click", () => this.today());
    const find = place.querySelector("form");
    find.addEventListener("submit", (event) => {
      event.preventDefault();
      this.find(event.submitter?.value === "before" ? -1 : 1);
    });
    place.querySelector("[data-told]").addEventListener("click", ({ target }) => {
      const jump = target.closest("button[data-index]");
      if (jump) this.choose(Number(jump.dataset.index));
      if (jump) this.box.focus();
    });
  }

  press(event) {
    if (event.ctrlKey || event.altKey || event.metaKey) return;
    const page = Math.max(1, Math.floor(this.box.clientHeight / ROW) - 3);
    const side = (this.box.clientWidth - this.names.wide) / 4;
    const keys = {
      ArrowDown: () => this.choose(this.chosen + 1),
      ArrowUp: () => this.choose(this.chosen - 1),
      PageDown: () => this.choose(this.chosen + page),
      PageUp: () => this.choose(this.chosen - page),
      Home: () => this.choose(0),
      End: () => this.choose(this.rows.total - 1),
      ArrowRight: () => this.box.scrollBy(side, 0),
      ArrowLeft: () => this.box.scrollBy(-side, 0),
      "+": () => this.zoom(-1),
      "-": () => this.zoom(1),
      Enter: () => this.told.open(this.chosen),
    };
    if (!keys[event.key]) return;
    event.preventDefault();
    keys[event.key]();
  }
}

if (place && source) new Chart(JSON.parse(source.textContent));
