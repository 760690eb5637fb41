// Filters, sorting, folding and the state in the address; the pages can be read whole without it.
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

/** A table of a list: its lines, and the heading cells that say how they sort. */
class ListTable {
  constructor(table, first) {
    this.table = table;
    this.body = table.tBodies[0];
    this.headings = [...table.tHead.rows[0].cells];
    this.lines = [...this.body.rows].map((row, place) => ({
      row,
      place: first + place,
      cells: [...row.cells].map(textOf),
      text: folded(row.textContent),
    }));
  }

  column(key) {
    return this.headings.findIndex((cell) => cell.dataset.key === key);
  }

  /** Sorts by a column; a key of none brings the order of the page back. */
  sort(key, isDescending) {
    const column = this.column(key);
    const heading = this.headings[column];
    for (const cell of this.headings) cell.removeAttribute('aria-sort');
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
  }
}

/** A list with its filters; it may stand in several tables, one a virtual account. */
class List {
  constructor(root) {
    this.root = root;
    this.filters = root.querySelector('.filters');
    this.nothing = root.querySelector('.nothing');
    // Of several lists of a page each has names of its own in the address.
    this.prefix = root.dataset.name ? root.dataset.name + '.' : '';
    this.tables = [];
    this.lines = [];
    for (const element of root.querySelectorAll('table[data-list]')) {
      const table = new ListTable(element, this.lines.length);
      this.tables.push(table);
      this.lines.push(...table.lines);
      table.headings.filter((cell) => 'sort' in cell.dataset)
        .forEach((cell) => this.addButton(cell));
    }
    this.addOptions();
    const { filters } = this;
    filters.hidden = false;
    filters.addEventListener('submit', (event) => event.preventDefault());
    filters.addEventListener('reset', () => setTimeout(() => this.change()));
    const isText = (event) => event.target.type === 'search';
    filters.addEventListener('input', (event) => isText(event) && this.change());
    filters.addEventListener('change', (event) => isText(event) || this.change());
    window.addEventListener('hashchange', () => this.restore());
    this.order = this.sorted = '';
    this.own = this.state = '';
    this.restore();
    if (!this.isShown) this.show();
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
    const [table] = this.tables;
    for (const select of this.filters.querySelectorAll('select')) {
      const column = table.column(select.name);
      const values = [...new Set(this.lines.map((line) => line.cells[column]))]
        .filter((value) => value);
      select.append(new Option(this.filters.dataset.any, ''));
      for (const value of values.sort(collator.compare)) select.append(new Option(value, value));
    }
  }

  /** The state of every list of the page, as the address has it. */
  static get address() {
    const hash = location.hash.slice(1);
    return new URLSearchParams(hash.includes('=') ? hash : '');
  }

  /** Writes the state into the address, so that the view can be linked, and shows it. */
  change() {
    const state = List.address;
    for (const name of [...state.keys()]) if (this.isOwn(name)) state.delete(name);
    for (const field of this.filters.elements) {
      if (field.type === 'checkbox' && !field.checked) {
        state.append(this.prefix + 'without', field.value);
      } else if ((field.type === 'search' || field.tagName === 'SELECT') && field.value) {
        state.set(this.prefix + field.name, field.value);
      }
    }
    if (this.order) state.set(this.prefix + 'sort', this.order);
    this.remember(state);
    history.replaceState(null, '', this.state ? '#' + this.state : '#');
    this.show();
    unfold(this.root);
  }

  isOwn(name) {
    return name.startsWith(this.prefix);
  }

  remember(state) {
    this.state = state.toString();
    this.own = [...state.keys()].some((name) => this.isOwn(name));
  }

  /** Takes the state from the address; an anchor of the page leaves the filters as they are. */
  restore() {
    const hash = location.hash.slice(1);
    if (hash && !hash.includes('=')) return;
    const state = List.address;
    for (const field of this.filters.elements) {
      const name = this.prefix + field.name;
      if (field.type === 'checkbox') {
        field.checked = !state.getAll(this.prefix + 'without').includes(field.value);
      } else if (field.type === 'search') field.value = state.get(name) ?? '';
      else if (field.tagName === 'SELECT') {
        const value = state.get(name) ?? '';
        // A value of another page's lines stays a choice, so that the state survives turning pages.
        if (![...field.options].some((option) => option.value === value)) {
          field.append(new Option(value, value));
        }
        field.value = value;
      }
    }
    this.order = state.get(this.prefix + 'sort') ?? '';
    this.remember(state);
    this.show();
    if (this.own) unfold(this.root);
  }

  show() {
    this.isShown = true;
    const [table] = this.tables;
    const fields = [...this.filters.elements];
    const words = folded(this.filters.elements.text.value).split(/\s+/);
    const chosen = fields
      .filter((field) => field.tagName === 'SELECT' && field.value)
      .map((field) => [table.column(field.name), field.value]);
    const without = fields.filter((field) => field.type === 'checkbox' && !field.checked)
      .map((box) => [table.column(box.name), box.value]);
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
    for (const table of this.tables) table.sort(key, isDescending);
    this.sorted = this.order;
  }

  /** Says how many lines remain, and lets the other pages keep the filters. */
  tell(shown) {
    const { shown: sentence } = this.filters.dataset;
    const status = this.filters.querySelector('[role=status]');
    status.textContent = sentence.replace('{shown}', shown).replace('{total}', this.lines.length);
    this.nothing.hidden = shown > 0;
    for (const { table, lines } of this.tables) {
      const isEmpty = lines.every((line) => line.row.hidden);
      table.hidden = isEmpty;
      const group = table.closest('details.group');
      if (group) group.hidden = isEmpty;
    }
    this.filters.querySelector('[type=reset]').hidden = !this.own;
    for (const link of document.querySelectorAll('.pager a')) link.hash = this.state;
  }
}

const narrow = matchMedia('(max-width: 46rem)');

/** On narrow screens a long list shows its first lines and a button for the others. */
const shortList = 10;

const fold = () => {
  const { all } = document.getElementById('main').dataset;
  if (!all || !narrow.matches) return;
  for (const table of document.querySelectorAll('table.lines')) {
    const count = table.tBodies[0].rows.length;
    if (count <= shortList + 2) continue;
    const button = document.createElement('button');
    button.type = 'button';
    button.className = 'unfold';
    button.textContent = all.replace('{count}', count);
    button.addEventListener('click', () => {
      const next = table.tBodies[0].rows[shortList];
      unfold(table.parentElement);
      // The keyboard goes on where the new lines begin.
      next.tabIndex = -1;
      next.focus();
    });
    table.classList.add('folded');
    table.after(button);
  }
};

const unfold = (root) => {
  for (const table of root.querySelectorAll('.folded')) table.classList.remove('folded');
  for (const button of root.querySelectorAll('.unfold')) button.remove();
};

/** Shows what an anchor names, also in a list or group that is folded. */
const reveal = () => {
  const hash = location.hash.slice(1);
  if (!hash || hash.includes('=')) return;
  const target = document.getElementById(hash);
  if (!target) return;
  const table = target.closest('.folded');
  if (table) unfold(table.parentElement);
  const group = target.closest('details');
  if (group) group.open = true;
  // A message that is named is shown above its list.
  if ((table || group) && !viewer) target.scrollIntoView();
};

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
    return [...this.list.tables[0].body.rows].filter((row) => !row.hidden);
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

const groups = [...document.querySelectorAll('details.group')];
// On a phone the groups of a long list are its contents; on paper everything is open.
if (narrow.matches && document.querySelectorAll('.group tbody tr').length > 2 * shortList) {
  for (const group of groups) group.open = false;
}
window.addEventListener('beforeprint', () => groups.forEach((group) => { group.open = true; }));
fold();
const lists = [...document.querySelectorAll('.list')]
  .filter((root) => root.querySelector('.filters') && root.querySelector('table[data-list]'))
  .map((root) => new List(root));
const viewer = document.querySelector('.viewer');
if (lists.length && viewer) new Viewer(viewer, lists[0]);
window.addEventListener('hashchange', reveal);
reveal();
