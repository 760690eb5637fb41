// Filters, sorting and the state in the address; the pages can be read whole without it.
'use strict';

const collator = new Intl.Collator(document.documentElement.lang, { numeric: true });

/** The text of a cell without what only narrow screens show. */
const textOf = (cell) => {
  const key = cell.querySelector('.key');
  const text = cell.textContent.trim();
  return key ? text.slice(key.textContent.length).trim() : text;
};

/** As it is searched: without case and accents, so that hyperion finds Hypérion. */
const folded = (text) => text.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();

/** A table of lines whose heading cells say how they sort and what they are called. */
class List {
  constructor(table, filters) {
    this.body = table.tBodies[0];
    this.headings = [...table.tHead.rows[0].cells];
    this.lines = [...this.body.rows].map((row, place) => ({
      row,
      place,
      cells: [...row.cells].map(textOf),
      text: folded(row.textContent),
    }));
    this.table = table;
    this.filters = filters;
    this.nothing = document.querySelector('.nothing');
    this.headings.filter((cell) => 'sort' in cell.dataset).forEach((cell) => this.addButton(cell));
    this.addOptions();
    filters.hidden = false;
    filters.addEventListener('submit', (event) => event.preventDefault());
    filters.addEventListener('reset', () => setTimeout(() => this.change()));
    const isText = (event) => event.target.type === 'search';
    filters.addEventListener('input', (event) => isText(event) && this.change());
    filters.addEventListener('change', (event) => isText(event) || this.change());
    window.addEventListener('hashchange', () => this.restore());
    this.order = this.state = this.sorted = '';
    this.restore();
    if (!this.isShown) this.show();
  }

  column(key) {
    return this.headings.findIndex((cell) => cell.dataset.key === key);
  }

  addButton(cell) {
    const button = document.createElement('button');
    button.type = 'button';
    button.append(...cell.childNodes);
    button.addEventListener('click', () => {
      const isAscending = cell.getAttribute('aria-sort') === 'ascending';
      this.order = (isAscending ? '-' : '') + cell.dataset.key;
      this.change();
    });
    cell.append(button);
  }

  /** Choices are what the lines of the page hold. */
  addOptions() {
    for (const select of this.filters.querySelectorAll('select')) {
      const column = this.column(select.name);
      const values = [...new Set(this.lines.map((line) => line.cells[column]))];
      select.append(new Option(this.filters.dataset.any, ''));
      for (const value of values.sort(collator.compare)) select.append(new Option(value, value));
    }
  }

  /** Writes the state into the address, so that the view can be linked, and shows it. */
  change() {
    const state = new URLSearchParams();
    for (const field of this.filters.elements) {
      if (field.type === 'checkbox' && !field.checked) state.append('without', field.value);
      else if ((field.type === 'search' || field.tagName === 'SELECT') && field.value) {
        state.set(field.name, field.value);
      }
    }
    if (this.order) state.set('sort', this.order);
    this.state = state.toString();
    history.replaceState(null, '', this.state ? '#' + this.state : '#');
    this.show();
  }

  /** Takes the state from the address; an anchor of the page leaves the filters as they are. */
  restore() {
    const hash = location.hash.slice(1);
    if (hash && !hash.includes('=')) return;
    const state = new URLSearchParams(hash);
    for (const field of this.filters.elements) {
      if (field.type === 'checkbox') field.checked = !state.getAll('without').includes(field.value);
      else if (field.type === 'search') field.value = state.get(field.name) ?? '';
      else if (field.tagName === 'SELECT') {
        const value = state.get(field.name) ?? '';
        // A value of another page's lines stays a choice, so that the state survives turning pages.
        if (![...field.options].some((option) => option.value === value)) {
          field.append(new Option(value, value));
        }
        field.value = value;
      }
    }
    this.order = state.get('sort') ?? '';
    this.state = state.toString();
    this.show();
  }

  show() {
    this.isShown = true;
    const fields = [...this.filters.elements];
    const words = folded(this.filters.elements.text.value).split(/\s+/);
    const chosen = fields
      .filter((field) => field.tagName === 'SELECT' && field.value)
      .map((field) => [this.column(field.name), field.value]);
    const boxes = fields.filter((field) => field.type === 'checkbox');
    const without = boxes.filter((box) => !box.checked)
      .map((box) => [this.column(box.name), box.value]);
    let shown = 0;
    for (const line of this.lines) {
      line.row.hidden = !(words.every((word) => line.text.includes(word))
        && chosen.every(([column, value]) => line.cells[column] === value)
        && !without.some(([column, value]) => line.cells[column] === value));
      if (!line.row.hidden) shown += 1;
    }
    if (this.order !== this.sorted) this.sort();
    this.tell(shown);
  }

  sort() {
    const isDescending = this.order.startsWith('-');
    const key = isDescending ? this.order.slice(1) : this.order;
    const column = this.column(key);
    for (const cell of this.headings) cell.removeAttribute('aria-sort');
    const heading = this.headings[column];
    const isNumber = heading?.dataset.sort === 'number';
    // Lines without a value stand last, whichever way.
    const value = (line) => {
      const cell = line.row.cells[column];
      if (!isNumber) return line.cells[column];
      const digits = cell.dataset.value ?? line.cells[column].replace(/[^0-9]/g, '');
      return digits === '' ? null : Number(digits);
    };
    const lines = [...this.lines];
    if (heading) {
      heading.setAttribute('aria-sort', isDescending ? 'descending' : 'ascending');
      const values = new Map(lines.map((line) => [line, value(line)]));
      const sign = isDescending ? -1 : 1;
      lines.sort((left, right) => {
        const [one, two] = [values.get(left), values.get(right)];
        if (one === two) return left.place - right.place;
        if (one === null || one === '') return 1;
        if (two === null || two === '') return -1;
        return sign * (isNumber ? one - two : collator.compare(one, two))
          || left.place - right.place;
      });
    }
    this.body.append(...lines.map((line) => line.row));
    this.sorted = this.order;
  }

  /** Says how many lines remain, and lets the other pages keep the filters. */
  tell(shown) {
    const { shown: sentence } = this.filters.dataset;
    const status = this.filters.querySelector('[role=status]');
    status.textContent = sentence.replace('{shown}', shown).replace('{total}', this.lines.length);
    this.nothing.hidden = shown > 0;
    this.table.hidden = shown === 0;
    this.filters.querySelector('[type=reset]').hidden = this.state === '';
    for (const link of document.querySelectorAll('.pager a')) link.hash = this.state;
  }
}

/** Shows the message that the address names, side by side, and leads to its neighbours. */
class Viewer {
  constructor(viewer, list) {
    this.viewer = viewer;
    this.list = list;
    this.none = viewer.querySelector('.frames').dataset.none;
    for (const button of viewer.querySelectorAll('[data-turn]')) {
      button.addEventListener('click', () => this.turn(Number(button.dataset.turn)));
    }
    window.addEventListener('hashchange', () => this.show());
    this.show();
  }

  /** The lines that the filters leave, in their order. */
  get lines() {
    return [...this.list.body.rows].filter((row) => !row.hidden);
  }

  /** The page before or after, where the messages go on. */
  neighbour(step) {
    return document.querySelector(`.pager [rel=${step < 0 ? 'prev' : 'next'}]`);
  }

  turn(step) {
    if (step === 0) {
      const line = this.line;
      location.hash = this.list.state;
      line?.querySelector('.open').focus();
      return;
    }
    const lines = this.lines;
    const next = lines[lines.indexOf(this.line) + step];
    const page = this.neighbour(step);
    if (next) location.hash = next.id;
    else if (page) location.href = page.pathname + (step < 0 ? '#last' : '#first');
  }

  /** The line that the address names, or the end of the list that turning pages leads to. */
  named() {
    const name = location.hash.slice(1);
    if (name === 'first') return this.lines[0];
    if (name === 'last') return this.lines.at(-1);
    return name && document.getElementById(name)?.closest('tbody tr');
  }

  show() {
    this.line = this.named();
    this.viewer.hidden = !this.line;
    for (const frame of this.viewer.querySelectorAll('iframe, .missing')) frame.remove();
    if (!this.line) return;
    const lines = this.lines;
    const place = lines.indexOf(this.line);
    const heading = this.viewer.querySelector('h2');
    const open = this.line.querySelector('.open');
    heading.textContent = open.textContent;
    heading.lang = open.lang;
    this.fill('.account', '.account');
    this.fill('.to', '.recipients');
    this.fill('.links', '.files');
    const size = this.viewer.querySelector('.links .sub');
    this.viewer.querySelector('.size').textContent = size.textContent;
    size.remove();
    this.viewer.querySelector('[role=status]').textContent = `${place + 1} / ${lines.length}`;
    this.viewer.querySelector('[data-turn="-1"]').disabled = place <= 0 && !this.neighbour(-1);
    this.viewer.querySelector('[data-turn="1"]').disabled =
      place + 1 >= lines.length && !this.neighbour(1);
    this.frame('.desktop', 'html');
    this.frame('.phone', 'html');
    this.frame('.text', 'text');
    heading.focus({ preventScroll: true });
    this.viewer.scrollIntoView();
  }

  fill(to, from) {
    const cell = this.line.querySelector(from);
    this.viewer.querySelector(to).replaceChildren(...cell.cloneNode(true).childNodes);
  }

  /** A sandbox without any right: the message runs no script and leads nowhere. */
  frame(selector, part) {
    const figure = this.viewer.querySelector(selector);
    const link = this.line.querySelector(`[data-part=${part}]`);
    const frame = document.createElement(link ? 'iframe' : 'p');
    if (link) {
      frame.setAttribute('sandbox', '');
      frame.title = figure.querySelector('figcaption').textContent;
      frame.src = link.href;
    } else {
      frame.className = 'missing';
      frame.textContent = this.none;
    }
    figure.append(frame);
  }
}

const table = document.querySelector('table[data-list]');
const filters = document.querySelector('.filters');
const list = table && filters ? new List(table, filters) : null;
const viewer = document.querySelector('.viewer');
if (list && viewer) new Viewer(viewer, list);
