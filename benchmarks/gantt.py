"""The chart of a schedule of 5,000 tasks in a real browser, beside the same library drawing all its bars in the same run."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from random import Random
from statistics import median
from typing import Any, Final

from django.core.management import call_command
from django.urls import reverse
from playwright.sync_api import Browser, Page, sync_playwright

from benchmarks.client import Server, session_of
from benchmarks.figures import hold, table
from runut.planning.services.tasks import TaskText, import_tasks
from runut.procedures.services import install_shipped
from tests.builders import begin
from tests.cast import cast
from tools.browser import chromium

ROUNDS: Final = 5
TASKS: Final = 5_000
USABLE, FRAME, WEIGHT = 2_000, 100, 30
"""Milliseconds until it can be used, milliseconds of the longest frame, kB of the page."""
LIBRARY: Final = Path("node_modules/frappe-gantt/dist")

SCROLL: Final = """async ([across, down]) => {
    const box = document.querySelector(".gantt-container"), frame = () => new Promise(requestAnimationFrame);
    let longest = 0;
    await frame();
    for (let left = 90, last = performance.now(); left > 0; left -= 1) {
        box.scrollTop += down;
        box.scrollLeft += across;
        await frame();
        const now = performance.now();
        longest = Math.max(longest, now - last);
        last = now;
    }
    return longest;
}"""
ALL: Final = """async ([rows, first]) => {
    const day = days => { const at = new Date(first); at.setDate(at.getDate() + days); return at.toISOString().slice(0, 10); };
    const tasks = rows.map(([number, name, begin, length, , after]) =>
        ({id: `t${number}`, name, start: day(begin), end: day(begin + length - 1), progress: 0, dependencies: after.map(one => `t${one}`)}));
    const start = performance.now();
    new Gantt("#chart", tasks, {view_mode: "Month", readonly: true, popup: false, infinite_padding: false, container_height: 600, scroll_to: "start"});
    await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return performance.now() - start;
}"""


def run(folder: Path) -> None:
    """Open the page, scroll, and let the library alone draw everything."""
    place = chromium()
    if place is None:
        print("No Chromium on this machine: the chart is not measured.")
        return
    session, address = _schedule()
    call_command("collectstatic", interactive=False, verbosity=0)
    with Server("runut.config.wsgi:application") as server, sync_playwright() as playwright:
        site = f"http://localhost:{server.port}"
        browser = playwright.chromium.launch(executable_path=place or None, args=["--no-sandbox", "--enable-precise-memory-info"])
        ours = [_ours(browser, site, address, session) for _ in range(ROUNDS)]
        alone = _alone(browser, ours[0]["chart"])
        browser.close()
    found = {name: median(one[name] for one in ours) for name in ("usable", "down", "jump", "across", "page", "data", "heap")}
    frame = max(found["down"], found["jump"], found["across"])
    ratio = found["usable"] / alone["usable"]
    hold(f"{TASKS:,} tasks: page opened until all can be used, ms", own=found["usable"], beside=alone["usable"], ratio=ratio, target=f"<= {USABLE}",
         met=found["usable"] <= USABLE)  # fmt: skip
    hold(
        "longest frame while scrolling, ms",
        own=frame,
        beside=alone["down"],
        ratio=frame / alone["down"],
        target=f"<= {FRAME}",
        met=frame <= FRAME,
    )
    hold(
        "the page on the wire, kB",
        own=found["page"],
        beside="",
        ratio=found["page"] / WEIGHT,
        target=f"<= {WEIGHT}",
        met=found["page"] <= WEIGHT,
    )
    rows = [
        ["until it can be used, ms (the library: drawing alone)", found["usable"], alone["usable"]],
        ["longest frame, ten rows a frame, ms", found["down"], alone["down"]],
        ["longest frame, a hundred rows a frame, ms", found["jump"], ""],
        ["longest frame, sideways, ms", found["across"], alone["across"]],
        ["page; data of all tasks, kB on the wire", f"{found['page']:.0f}; {found['data']:.0f}", ""],
        ["memory of its script, MB", found["heap"], alone["heap"]],
    ]
    table(f"The chart of {TASKS:,} tasks, median of {ROUNDS}", ["", "here", "frappe-gantt with all bars"], rows)


def _schedule() -> tuple[str, str]:
    at = datetime.now(UTC) - timedelta(days=1)
    install_shipped(at=at)
    story, chance = begin(cast(at), to=3), Random(1)
    rows = [
        TaskText(
            name=f"Bangun bagian {number} dari layanan antrean terpadu",
            number=number,
            milestone=number % 50 == 0,
            days=chance.randint(1, 8),
            after=tuple((one, 0) for one in sorted({chance.randint(max(1, number - 60), number - 1) for _ in range(2)}))
            if number > 1 and chance.random() < 0.5
            else (),
        )
        for number in range(1, TASKS + 1)
    ]
    who = story.cast.developer_one
    import_tasks(case_id=story.case_id, rows=rows, who=story.cast.standing(who), at=story.at)
    return session_of(who), reverse("planning:tasks", args=[story.case_id, "schedule"])


@contextmanager
def _window(browser: Browser) -> Iterator[Page]:
    context = browser.new_context(viewport={"width": 1440, "height": 900}, locale="id-ID", bypass_csp=True)
    yield context.new_page()
    context.close()


def _ours(browser: Browser, site: str, address: str, session: str) -> dict[str, Any]:
    with _window(browser) as page:
        page.context.add_cookies([{"name": name, "value": session, "url": site} for name in ("sessionid", "runut_session")])
        weights: dict[str, float] = {}
        page.on("requestfinished", lambda asked: weights.update({asked.url: asked.sizes()["responseBodySize"] / 1000}))
        start = time.perf_counter()
        page.goto(site + address, wait_until="commit")
        page.wait_for_selector("#gantt.is-whole .bar-wrapper")
        usable = (time.perf_counter() - start) * 1000
        found: dict[str, Any] = {"usable": usable} | _scrolled(page, {"down": (0, 340), "jump": (0, 3400), "across": (60, 0)})
        page.wait_for_load_state()
        chart = page.evaluate("JSON.parse(document.getElementById('chart').textContent)")
        chart["rows"] = page.request.get(site + chart["source"]).json()["rows"]
        return found | {"page": weights[site + address], "data": weights[site + chart["source"]], "chart": chart}


def _alone(browser: Browser, chart: dict[str, Any]) -> dict[str, float]:
    with _window(browser) as page:
        page.set_content('<div id="chart"></div>')
        page.add_style_tag(path=LIBRARY / "frappe-gantt.css")
        page.add_script_tag(path=LIBRARY / "frappe-gantt.umd.js")
        page.set_default_timeout(600_000)
        usable = page.evaluate(ALL, [chart["rows"], chart["first"]])
        return {"usable": usable} | _scrolled(page, {"down": (0, 340), "across": (60, 0)})


def _scrolled(page: Page, ways: dict[str, tuple[int, int]]) -> dict[str, float]:
    found = {name: page.evaluate(SCROLL, list(way)) for name, way in ways.items()}
    return found | {"heap": page.evaluate("performance.memory.usedJSHeapSize / 1e6")}
