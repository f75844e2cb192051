// The tasks of a schedule by their places in it; those that the page does not bring are fetched.
const MILESTONE = 1;
const DONE = 2;
const CRITICAL = 4;

const day = (text) => new Date(...text.split("-").map((part, place) => Number(part) - (place === 1)));
const iso = (date) => `${date.getFullYear()}-${date.getMonth() + 1}-${date.getDate()}`;

export class Rows {
  constructor(chart) {
    this.source = chart.source;
    this.total = chart.total;
    this.words = chart.words;
    this.rows = new Array(chart.total);
    [this.first, this.last, this.today] = [day(chart.first), day(chart.last), day(chart.today)];
    this.take(chart.rows, chart.at);
  }

  take(rows, from) {
    rows.forEach(([number, name, begin, length, flags, after], place) => {
      this.rows[from + place] = {
        number,
        name,
        after,
        begin: this.plus(begin),
        end: this.plus(begin + length - 1),
        milestone: Boolean(flags & MILESTONE),
        done: Boolean(flags & DONE),
        critical: Boolean(flags & CRITICAL),
      };
    });
    this.places = new Map();
    this.rows.forEach((row, place) => this.places.set(row.number, place));
    this.following = undefined;
  }

  plus(days) {
    return new Date(this.first.getFullYear(), this.first.getMonth(), this.first.getDate() + days);
  }

  async fetch() {
    if (this.places.size >= this.total) return;
    const answer = await fetch(this.source, { headers: { Accept: "application/json" } });
    if (!answer.ok) throw new Error(String(answer.status));
    const { rows } = await answer.json();
    this.total = rows.length; // somebody may have added some since the page was made
    this.rows = new Array(rows.length);
    this.take(rows, 0);
  }

  get(place) {
    return this.rows[place];
  }

  place(number) {
    return this.places.get(number);
  }

  // Places of the tasks that wait for one.
  followers(number) {
    if (!this.following) {
      this.following = new Map();
      this.rows.forEach((row, place) => {
        for (const one of row.after) this.following.set(one, [...(this.following.get(one) ?? []), place]);
      });
    }
    return this.following.get(number) ?? [];
  }

  // A task as it is called; what is critical or a milestone says so in words and signs, not only by its colour.
  named(row) {
    return `${row.milestone ? "◆ " : ""}#${row.number} ${row.name}`;
  }

  marks(row) {
    const { critical, milestone, done } = this.words;
    return [row.milestone && milestone, row.critical && critical, row.done && done].filter(Boolean);
  }

  find(holds, from) {
    for (let place = from; place < this.total; place += 1) if (holds(place)) return place;
    return undefined;
  }

  // The next place behind (or before) one whose number or words are those that are looked for.
  search(text, from, step) {
    const number = text.match(/^#?(\d+)$/)?.[1];
    const words = text.toLowerCase().split(/\s+/).filter(Boolean);
    const holds = (row) => (number ? row.number === Number(number) : words.every((word) => row.name.toLowerCase().includes(word)));
    const found = words.length ? this.rows.flatMap((row, place) => (holds(row) ? [place] : [])) : [];
    const next = step > 0 ? found.find((place) => place > from) : found.findLast((place) => place < from);
    const index = next ?? (step > 0 ? found[0] : found.at(-1));
    return { index, count: found.length, nth: found.indexOf(index) + 1 };
  }

  // Rows as the library takes them; a row that is not there yet is none of them, so its line stays empty.
  tasks(from, to) {
    const tasks = [];
    for (let place = from; place < to; place += 1) {
      const row = this.rows[place];
      const kind = row?.milestone ? "bar-milestone" : row?.critical ? "bar-critical" : "bar-plain";
      tasks.push({
        id: `r${place}`,
        name: "",
        start: iso(row?.begin ?? this.first),
        end: iso(row?.end ?? this.first),
        progress: row?.done ? 100 : 0,
        dependencies: (row?.after ?? []).map((number) => `r${this.places.get(number)}`),
        custom_class: row ? kind : "bar-unknown",
      });
    }
    return tasks;
  }
}
