"use strict";
(function () {
  const data = JSON.parse(document.getElementById("units").textContent);
  const panel = document.getElementById("panel");

  function cells(items, at) {
    const all = items.map((item) => data.items[item]);
    return all.filter((item) => item.cells[at]).map((item) => {
      const [file, cell, raw] = item.cells[at];
      const line = document.createElement("small");
      line.textContent = (items.length > 1 ? item.label + " " : "") + "“" + raw + "” " + data.files[file] + " " + cell;
      return line;
    });
  }

  function group(side, lines, more) {
    if (lines.length === 0) return [];
    const head = document.createElement("h3");
    head.textContent = data.group.replace("{n}", lines.length + more).replace("{side}", side);
    const list = document.createElement("ul");
    for (const [line, told] of lines) {
      const item = document.createElement("li");
      item.append(line, ...told);
      list.append(item);
      if (told.length > 0) list.className = "told";
    }
    if (more === 0) return [head, list];
    const rest = document.createElement("p");
    rest.textContent = data.more.replace("{n}", more);
    return [head, list, rest];
  }

  function show(behind) {
    const name = (at) => [data.units[at], cells(behind.items, at)];
    const reason = ([at, why]) =>
      [data.reason.split("{unit}").join(data.units[at]).split("{why}").join(why), cells(behind.items, at)];
    document.getElementById("panel-title").textContent = behind.title;
    document.getElementById("panel-units").replaceChildren(
      ...group(behind.side || data.yes, behind.yes.map(name), behind.more[0]),
      ...group(data.no, behind.no.map(name), behind.more[1]),
      ...group(data.unknown, behind.unknown.map(reason), behind.more[2]));
    panel.showModal();
  }

  document.addEventListener("click", (event) => {
    const link = event.target.closest("a.n");
    if (!link || !panel.showModal) return;
    const behind = data.behind[Number(link.hash.slice("#behind-".length))];
    if (!behind) return;
    event.preventDefault();
    show(behind);
  });

  panel.addEventListener("click", (event) => {
    if (event.target === panel) panel.close();
  });

  const order = new Intl.Collator(document.documentElement.lang, { numeric: true });

  function key(row, column) {
    const cell = row.cells[column];
    return cell.dataset.key === undefined ? cell.textContent.trim() : cell.dataset.key;
  }

  function compare(a, b) {
    const [x, y] = [parseFloat(a), parseFloat(b)];
    const numbers = String(x) === String(Number(a)) && String(y) === String(Number(b));
    if (numbers && !Number.isNaN(x) && !Number.isNaN(y)) return x - y;
    return order.compare(a, b);
  }

  function sort(head) {
    const body = head.closest("table").tBodies[0];
    const rows = [...body.rows];
    rows.forEach((row, at) => { if (row.dataset.at === undefined) row.dataset.at = at; });
    const before = head.getAttribute("aria-sort");
    const next = before === "descending" ? "ascending" : before === "ascending" ? null : "descending";
    for (const other of head.parentElement.cells) other.removeAttribute("aria-sort");
    const at = (row) => Number(row.dataset.at);
    if (next === null) {
      rows.sort((a, b) => at(a) - at(b));
    } else {
      head.setAttribute("aria-sort", next);
      const sign = next === "ascending" ? 1 : -1;
      rows.sort((a, b) => {
        const [x, y] = [key(a, head.cellIndex), key(b, head.cellIndex)];
        if ((x === "") !== (y === "")) return x === "" ? 1 : -1;
        return sign * compare(x, y) || at(a) - at(b);
      });
    }
    body.append(...rows);
  }

  for (const button of document.querySelectorAll("th button")) {
    button.addEventListener("click", () => sort(button.closest("th")));
  }
})();
