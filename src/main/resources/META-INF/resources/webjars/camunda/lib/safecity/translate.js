// Replaces texts that no language file reaches, wherever they appear inside the elements of a selector.

const ATTRIBUTES = ['placeholder', 'title', 'aria-label', 'alt'];

function lookUp(texts, original) {
  const text = original.trim();
  if (!/[A-Za-z]/.test(text)) {
    return original;
  }
  for (const [from, to] of texts) {
    if (from instanceof RegExp ? from.test(text) : from === text) {
      return original.replace(text, () => text.replace(from, to));
    }
  }
  return original;
}

function replaceIn(node, texts) {
  if (node.nodeType === Node.TEXT_NODE) {
    const text = lookUp(texts, node.nodeValue);
    if (text !== node.nodeValue) {
      node.nodeValue = text;
    }
    return;
  }
  if (node.nodeType !== Node.ELEMENT_NODE) {
    return;
  }
  for (const name of ATTRIBUTES) {
    const original = node.getAttribute(name);
    const text = original && lookUp(texts, original);
    if (text && text !== original) {
      node.setAttribute(name, text);
    }
  }
  node.childNodes.forEach((child) => replaceIn(child, texts));
}

/**
 * Keeps the texts inside every element of a selector translated.
 *
 * @param texts pairs: a whole text, or a regular expression, and what stands for it ($1 for a group)
 */
export function translate(selector, texts) {
  const visit = (node) => {
    const element = node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement;
    if (!element) {
      return;
    }
    if (element.closest(selector)) {
      replaceIn(node, texts);
    } else if (node === element) {
      element.querySelectorAll(selector).forEach((inside) => replaceIn(inside, texts));
    }
  };
  new MutationObserver((changes) => changes.forEach((change) => {
    if (change.type === 'childList') {
      change.addedNodes.forEach(visit);
    } else {
      visit(change.target);
    }
  })).observe(document.body, {
    childList: true, subtree: true, characterData: true, attributes: true, attributeFilter: ATTRIBUTES,
  });
  document.querySelectorAll(selector).forEach((inside) => replaceIn(inside, texts));
}
