export type Child = Node | string | null | undefined | false;
type Attributes = Record<string, string | number | boolean | null | undefined | (() => void)>;

/** An element; `onclick` and other functions become listeners, null and false leave out. */
export function h(tag: string, attributes: Attributes = {}, ...children: Child[]): HTMLElement {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(attributes)) {
    if (typeof value === 'function') element.addEventListener(name.slice(2), value);
    else if (value === true) element.setAttribute(name, '');
    else if (value !== null && value !== undefined && value !== false) {
      element.setAttribute(name, String(value));
    }
  }
  element.append(...children.filter((child): child is Node | string => !!child || child === ''));
  return element;
}

export function byId(id: string): HTMLElement {
  return document.getElementById(id)!;
}
