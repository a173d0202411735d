// Which rows of a list are selected, as file managers have it: click, Shift for a range, Ctrl for one more.

export class Selection {
  /** The ids of the selected rows. */
  ids = new Set();
  /** Where a range starts. */
  anchor;
  /** The row that the keyboard is at. */
  current;

  has(id) {
    return this.ids.has(id);
  }

  /** This row and no other. */
  only(id) {
    this.ids = new Set([id]);
    this.anchor = this.current = id;
  }

  toggle(id) {
    this.ids = new Set(this.ids);
    if (!this.ids.delete(id)) {
      this.ids.add(id);
    }
    this.anchor = this.current = id;
  }

  /** All from the anchor to this row, in the order that is shown. */
  extend(id, order) {
    const from = Math.max(0, order.indexOf(this.anchor));
    const to = order.indexOf(id);
    this.ids = new Set(order.slice(Math.min(from, to), Math.max(from, to) + 1));
    this.anchor = order[from];
    this.current = id;
  }

  /** All of these beside the others, or none of them if all are selected already. */
  toggleAll(order) {
    const all = order.every((id) => this.ids.has(id));
    this.ids = all ? new Set([...this.ids].filter((id) => !order.includes(id))) : new Set([...this.ids, ...order]);
  }

  /**
   * Drops what is not there any more.
   *
   * @param ids all that are there
   * @param order those of them that are shown
   */
  keep(ids, order) {
    const there = new Set(ids);
    this.ids = new Set([...this.ids].filter((id) => there.has(id)));
    this.anchor = order.includes(this.anchor) ? this.anchor : undefined;
    this.current = this.ids.size > 0 && order.includes(this.current) ? this.current : order[0];
  }

  /** What a click does, with the keys that are held. */
  click(id, event, order) {
    if (event.shiftKey) {
      this.extend(id, order);
    } else if (event.ctrlKey || event.metaKey) {
      this.toggle(id);
    } else {
      this.only(id);
    }
  }

  /** What a key does; gives whether it does anything. */
  key(event, order) {
    const at = order.indexOf(this.current);
    const to = {
      ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: order.length - 1, PageDown: at + 10, PageUp: at - 10,
    }[event.key];
    if (to !== undefined) {
      this.#move(order[Math.min(Math.max(to, 0), order.length - 1)], event, order);
    } else if (event.key === ' ') {
      event.shiftKey ? this.extend(this.current, order) : this.toggle(this.current);
    } else if (event.key.toLowerCase() === 'a' && (event.ctrlKey || event.metaKey)) {
      this.ids = new Set(order);
    } else {
      return false;
    }
    return true;
  }

  #move(id, event, order) {
    if (event.shiftKey) {
      this.extend(id, order);
    } else if (event.ctrlKey || event.metaKey) {
      this.current = id;
    } else {
      this.only(id);
    }
  }
}
