// The piece of a chart that is in sight, drawn by the library: it draws whatever it is given, so it is given some rows and some days only.
import Gantt from "frappe-gantt";

export const ROW = 34;
const BAR = 22;
const BEFORE = 7; // days of air before the first and behind the last

const at = (day, days) => new Date(day.getFullYear(), day.getMonth(), day.getDate() + days);
const monday = (day) => at(day, -((day.getDay() + 6) % 7));

export class Piece extends Gantt {
  // options.span: first and last day of the whole; options.sight(): the columns to draw; options.kept(): whether they are those that are drawn
  // already; options.today, options.words.

  setup_gantt_dates() {
    const [first, last] = this.options.span;
    this.gantt_start = monday(at(first, -BEFORE));
    this.gantt_end = at(last, BEFORE);
    this.config.date_format = "YYYY-MM-DD";
  }

  get width() {
    return this.dates.length * this.config.column_width;
  }

  x(day) {
    return Math.round((day - this.gantt_start) / 86400000) * this.config.column_width;
  }

  // What stands above stays while only other rows come.
  clear() {
    if (this.options.kept()) this.$svg.replaceChildren();
    else super.clear();
  }

  setup_layers() {
    super.setup_layers();
    this.$extras.remove();
  }

  make_dates() {
    if (!this.options.kept()) super.make_dates();
  }

  make_grid_header() {
    if (this.options.kept()) return;
    super.make_grid_header();
    this.$svg.before(this.$header); // in the flow behind its corner, so that both stay at the top
    this.$header.setAttribute("aria-hidden", "true");
  }

  make_side_header() {}

  get_dates_to_draw() {
    const { column_width: wide, view_mode: mode } = this.config;
    const [from, to] = this.options.sight();
    this.drawn = [];
    for (let column = Math.max(0, from); column <= to && column < this.dates.length; column += 1) {
      const date = this.dates[column];
      const lower_text = mode.lower(date);
      if (!lower_text) continue;
      const upper_text = mode.upper(date, this.drawn.at(-1)?.date);
      const lower_y = this.options.upper_header_height + 5;
      this.drawn.push({ date, x: column * wide, lower_text, upper_text, formatted_date: "", upper_y: 14, lower_y });
    }
    return this.drawn;
  }

  make_grid_ticks() {
    super.make_grid_ticks(); // the lines between the rows; those between the days stand where the scale names a day
    const tall = this.grid_height - this.config.header_height;
    const path = this.drawn.map((one) => `M ${one.x} ${this.config.header_height} v ${tall}`).join(" ");
    this.line("tick", path);
  }

  // Without the hatching of ignored days: it carries a style that the policy of the pages refuses, and nothing is ignored here.
  make_grid_highlights() {
    this.config.ignored_positions = [];
    const { today, words } = this.options;
    if (today < this.gantt_start || today > this.gantt_end) return;
    const x = this.x(today) + this.config.column_width / 2;
    this.line("today", `M ${x} ${this.config.header_height} V ${this.grid_height}`);
    if (this.options.kept()) return;
    const said = this.create_el({ left: x, top: 0, classes: "gantt-today", append_to: this.$header });
    said.textContent = words.today;
  }

  line(name, path) {
    const made = document.createElementNS("http://www.w3.org/2000/svg", "path");
    made.setAttribute("class", name);
    made.setAttribute("d", path);
    this.layers.grid.append(made);
  }

  make_bars() {
    super.make_bars();
    for (const one of this.$svg.querySelectorAll("animate, .bar-label")) one.remove();
    for (const bar of this.bars) {
      bar.update_label_position = () => {}; // names stand in a column of their own
      bar.$date_highlight.remove();
      bar.group.replaceWith(bar.group.cloneNode(true)); // without listeners, which ask for what the next piece has taken away
    }
  }

  map_arrows_on_bars() {} // for bars that are dragged

  set_dimensions() {
    this.$svg.setAttribute("width", this.width);
  }

  set_scroll_position() {}

  bind_events() {}
}

// Four scales, each as wide as its days and with one of its own for every day that it names.
export function scales(lang) {
  const said = (options) => {
    const format = new Intl.DateTimeFormat(lang, options);
    return (day) => format.format(day);
  };
  const [month, short, year] = [said({ month: "long", year: "numeric" }), said({ month: "short" }), (day) => String(day.getFullYear())];
  const changed = (text) => (day, before) => (before && text(before) === text(day) ? "" : text(day));
  const scale = (name, column_width, lower, text) => ({ name, step: "1d", column_width, lower, upper: changed(text), text });
  const on = (picks, text) => (day) => (picks(day) ? text(day) : "");
  const first = (day) => day.getDate() === 1;
  return [
    scale("day", 32, (day) => String(day.getDate()), month),
    scale("week", 11, on((day) => day.getDay() === 1, (day) => String(day.getDate())), month),
    scale("month", 2.6, on(first, short), year),
    scale("quarter", 0.9, on((day) => first(day) && day.getMonth() % 3 === 0, short), year),
  ];
}

export const LIBRARY = {
  readonly: true,
  popup: false,
  holidays: {},
  today_button: false,
  infinite_padding: false,
  lines: "horizontal",
  container_height: 1, // the style sheet says how tall it is
  upper_header_height: 30,
  lower_header_height: 24,
  bar_height: BAR,
  padding: ROW - BAR,
};
