// What the chosen row is, in words below the chart, with the ways to what it waits for and to its page.
const MOST = 8;

export class Told {
  constructor(place, chart, rows) {
    [this.place, this.said, this.rows] = [place.querySelector("[data-told]"), place.querySelector("[data-said]"), rows];
    [this.words, this.task] = [chart.words, chart.task];
    this.day = new Intl.DateTimeFormat(chart.lang, { day: "numeric", month: "short", year: "numeric" });
  }

  say(text) {
    this.said.textContent = text;
  }

  found(text, nth, count) {
    if (!text) this.say("");
    else this.say(count ? this.words.found.replace("%(nth)s", nth).replace("%(count)s", count) : this.words.none.replace("%(text)s", text));
  }

  address(row) {
    return this.task.replace("/0/", `/${row.number}/`);
  }

  open(place) {
    const row = this.rows.get(place);
    if (row) window.location.assign(this.address(row));
  }

  tell(place) {
    const row = this.rows.get(place);
    if (!row) return this.place.replaceChildren();
    const link = document.createElement("a");
    link.href = this.address(row);
    link.textContent = this.rows.named(row);
    const [begin, end] = [this.day.format(row.begin), this.day.format(row.end)];
    const facts = [begin === end ? begin : `${begin} - ${end}`, ...this.rows.marks(row)];
    const waits = row.after.map((number) => this.rows.place(number)).filter((one) => one !== undefined);
    return this.place.replaceChildren(
      line(link, facts.join(" · ")),
      ...this.ways(this.words.after, waits),
      ...this.ways(this.words.followers, this.rows.followers(row.number)),
    );
  }

  ways(word, places) {
    if (!places.length) return [];
    const buttons = places.slice(0, MOST).map((place) => {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "btn btn-small";
      button.dataset.index = place;
      button.title = this.rows.get(place).name;
      button.textContent = `#${this.rows.get(place).number}`;
      return button;
    });
    return [line(word, ...buttons, places.length > MOST ? `+${places.length - MOST}` : "")];
  }
}

function line(...parts) {
  const made = document.createElement("p");
  made.append(...parts.flatMap((part, place) => (place ? [" ", part] : [part])));
  return made;
}
