// SPDX-License-Identifier: Apache-2.0
// What the page does beyond being read: filter, jump to and fro, help on a mark. All text is in the page already.
(() => {
  'use strict';
  const root = document.documentElement;
  const all = (selector, within = document) => [...within.querySelectorAll(selector)];
  const by = (id) => document.getElementById(id);
  const aim = (link) => by(link.getAttribute('href').slice(1));
  const cards = all('.f');
  const marks = all('a.m');
  const wide = matchMedia('(min-width: 68rem)');
  const calm = matchMedia('(prefers-reduced-motion: reduce)');
  root.classList.add('js');
  all('[hidden].keys').forEach((line) => { line.hidden = false; });

  // --- a table that fits needs no box of its own to scroll in: its head then sticks to the window ---
  const fit = () => {
    const boxes = all('.box');
    boxes.forEach((box) => box.classList.remove('fits'));
    const fitting = boxes.filter((box) => box.firstElementChild.offsetWidth <= box.clientWidth + 1);
    fitting.forEach((box) => {
      box.classList.add('fits');
      box.removeAttribute('tabindex');
    });
    boxes.filter((box) => !fitting.includes(box)).forEach((box) => { box.tabIndex = 0; });
  };
  let waiting = 0;
  addEventListener('resize', () => {
    clearTimeout(waiting);
    waiting = setTimeout(fit, 150);
  });
  fit();

  // --- filter ---
  const filter = by('filter');
  const shown = (card) => !card.hidden;
  const apply = () => {
    const severities = all('[name=sev]:checked', filter).map((box) => box.value);
    const { rule, area } = filter.elements;
    cards.forEach((card) => {
      card.hidden = !severities.includes(card.dataset.sev) || (rule.value && card.dataset.rule !== rule.value) ||
        (area.value && !card.dataset.area.split(' ').includes(area.value));
    });
    all('.group').forEach((group) => { group.hidden = !all('.f', group).some(shown); });
    marks.forEach((mark) => {
      const off = aim(mark).hidden;
      mark.classList.toggle('off', off);
      mark.tabIndex = off ? -1 : 0;
    });
    all('td, th, .s').forEach((place) => {
      const own = marks.length && all('a.m', place);
      place.classList.toggle('muted', Boolean(own && own.length && own.every((mark) => mark.classList.contains('off'))));
    });
    by('shown').textContent = cards.filter(shown).length;
  };
  if (filter) {
    filter.hidden = false;
    filter.addEventListener('change', apply);
    filter.addEventListener('submit', (event) => event.preventDefault());
    filter.querySelector('[type=reset]').addEventListener('click', (event) => {
      // The button's own reset comes after its listeners: done here, the list is right when the click is over.
      event.preventDefault();
      filter.reset();
      apply();
    });
    // A browser that comes back to the page keeps what was chosen.
    apply();
  }

  // --- jumping ---
  const back = by('back');
  let now = null;
  const unmark = () => {
    all('.hit').forEach((place) => place.classList.remove('hit'));
    all('.f.now').forEach((card) => card.classList.remove('now'));
  };
  const choose = (card) => {
    unmark();
    now = card;
    card.classList.add('now');
    all('a[href^="#r"]', card).map(aim).filter((place) => place && !place.classList.contains('f'))
      .forEach((place) => {
        if (place.matches('td, th, .s, h4, h5, h6')) place.classList.add('hit');
      });
  };
  const behavior = () => (calm.matches ? 'auto' : 'smooth');
  const see = (element, block = 'center') => element.scrollIntoView({ block, inline: 'center', behavior: behavior() });
  const open = (element) => {
    for (let box = element.closest('details'); box; box = box.parentElement.closest('details')) box.open = true;
  };
  const toPlace = (card, place) => {
    choose(card);
    open(place);
    see(place, place.matches('.table') ? 'start' : 'center');
    const mark = all('a.m', place).find((link) => aim(link) === card);
    if (mark) {
      mark.focus({ preventScroll: true });
    } else {
      place.tabIndex = -1;
      place.focus({ preventScroll: true });
    }
    back.hidden = wide.matches;
    back.href = '#' + card.id;
    back.lastElementChild.textContent = card.querySelector('.sev').lastChild.textContent.trim();
    hide();
  };
  const toCard = (card) => {
    if (card.hidden && filter) {
      filter.reset();
      apply();
    }
    choose(card);
    see(card, wide.matches ? 'nearest' : 'start');
    card.querySelector('.go').focus({ preventScroll: true });
    back.hidden = true;
    hide();
  };
  document.addEventListener('click', (event) => {
    const link = event.target.closest('a[href^="#"]');
    if (!link || event.metaKey || event.ctrlKey || event.shiftKey) return;
    const target = aim(link);
    const card = link.closest('.f');
    if (!target) return;
    if (link === back || link.matches('.m, #pop a')) {
      event.preventDefault();
      if (link.matches('.m') && event.detail > 0 && touched) show(link, true);
      else toCard(target);
    } else if (card && target !== card && !target.matches('.ruledoc')) {
      event.preventDefault();
      toPlace(card, target);
    } else {
      open(target);
    }
  });

  // --- help on a mark: rule, basis and suggestion ---
  const pop = by('pop');
  let touched = false;
  let owner = null;
  addEventListener('pointerdown', (event) => { touched = event.pointerType === 'touch'; }, true);
  const hide = () => {
    if (owner) owner.removeAttribute('aria-describedby');
    owner = null;
    pop.hidden = true;
  };
  const copy = (element) => {
    const clone = element.cloneNode(true);
    all('a', clone).forEach((link) => link.replaceWith(...link.childNodes));
    return clone;
  };
  const part = (card) => {
    const div = document.createElement('div');
    const rule = card.querySelector('.rule a');
    const doc = rule && aim(rule);
    const title = document.createElement('b');
    title.append(card.querySelector('.sev').cloneNode(true), ' ', card.querySelector('.title').textContent);
    div.append(title);
    ['.rule', '.msg', '.sug'].map((one) => card.querySelector(one)).filter(Boolean).forEach((one) => div.append(copy(one)));
    if (doc) {
      ['.basis', card.querySelector('.sug') ? null : '.fix'].filter(Boolean).map((one) => doc.querySelector('dd' + one)).filter(Boolean)
        .forEach((dd) => {
          const line = document.createElement('p');
          const name = document.createElement('b');
          name.textContent = dd.previousElementSibling.textContent + ' ';
          line.className = dd.className;
          line.append(name, dd.textContent);
          div.append(line);
        });
    }
    return div;
  };
  function show(mark, asked) {
    owner = mark;
    const place = mark.closest('td, th, .s, h4, h5, h6') || mark;
    const found = all('a.m:not(.off)', place).map(aim);
    const card = aim(mark);
    const list = [card, ...found.filter((one) => one !== card)];
    pop.replaceChildren(...list.map(part));
    if (asked) {
      const row = document.createElement('p');
      const go = document.createElement('a');
      const close = document.createElement('button');
      row.className = 'do';
      go.href = '#' + card.id;
      go.textContent = pop.dataset.go;
      close.type = 'button';
      close.textContent = pop.dataset.close;
      close.addEventListener('click', hide);
      row.append(go, close);
      pop.append(row);
    }
    pop.hidden = false;
    mark.setAttribute('aria-describedby', 'pop');
    const at = mark.getBoundingClientRect();
    const size = pop.getBoundingClientRect();
    const below = at.bottom + 8 + size.height < innerHeight;
    pop.style.left = Math.max(8, Math.min(at.left, innerWidth - size.width - 8)) + 'px';
    pop.style.top = (below ? at.bottom + 8 : Math.max(8, at.top - size.height - 8)) + 'px';
  }
  const shows = (mark) => !mark.classList.contains('off');
  let leaving = 0;
  const stay = () => clearTimeout(leaving);
  const leave = () => { leaving = setTimeout(hide, 200); };
  marks.forEach((mark) => {
    mark.removeAttribute('title');
    mark.addEventListener('mouseenter', () => {
      stay();
      if (shows(mark) && !touched) show(mark, false);
    });
    mark.addEventListener('mouseleave', () => { if (!touched) leave(); });
    mark.addEventListener('focus', () => { if (shows(mark) && mark.matches(':focus-visible')) show(mark, false); });
    mark.addEventListener('blur', leave);
  });
  pop.addEventListener('mouseenter', stay);
  pop.addEventListener('mouseleave', () => { if (!touched) leave(); });
  pop.addEventListener('focusin', stay);
  document.addEventListener('pointerdown', (event) => {
    if (!pop.hidden && !pop.contains(event.target) && !event.target.closest('a.m')) hide();
  });

  // --- keys ---
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || event.target.matches('input, select, textarea')) return;
    if (event.key === 'Escape') {
      if (!pop.hidden) hide();
      if (now && !now.contains(document.activeElement)) toCard(now);
      return;
    }
    const step = { j: 1, k: -1 }[event.key];
    const list = cards.filter(shown);
    if (!step || !list.length) return;
    event.preventDefault();
    const at = list.indexOf(now);
    toCard(list[at < 0 ? (step > 0 ? 0 : list.length - 1) : Math.max(0, Math.min(list.length - 1, at + step))]);
  });

  // --- print everything: what is folded away, too ---
  let folded = [];
  addEventListener('beforeprint', () => {
    folded = all('details:not([open])');
    folded.forEach((box) => { box.open = true; });
  });
  addEventListener('afterprint', () => folded.forEach((box) => { box.open = false; }));
})();
