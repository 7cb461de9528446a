type Child = Node | string | undefined;

/** An element with attributes and children; an attribute that is undefined is left out, `true` stands without a value. */
export function element<Name extends keyof HTMLElementTagNameMap>(
  name: Name,
  attributes: Readonly<Record<string, string | boolean | undefined>> = {},
  ...children: readonly Child[]
): HTMLElementTagNameMap[Name] {
  const made = document.createElement(name);
  for (const [attribute, value] of Object.entries(attributes)) {
    if (value !== undefined && value !== false) made.setAttribute(attribute, value === true ? "" : value);
  }
  made.append(...children.filter((child) => child !== undefined));
  return made;
}

/** The element of index.html with this id. */
export const byId = <Found extends HTMLElement = HTMLInputElement>(id: string): Found =>
  document.getElementById(id) as Found;
