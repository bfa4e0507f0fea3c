import type { ComponentChildren, JSX } from 'preact';
import { stickyQuery } from './options';
import { Store } from './store';

/** The path of the page that is shown. */
export const path = new Store(location.pathname);

addEventListener('popstate', () => path.set(location.pathname));

/** Goes to another page of the player, without loading anything. */
export function navigate(to: string, replace = false): void {
  const url = to + stickyQuery();
  if (replace) history.replaceState(null, '', url);
  else history.pushState(null, '', url);
  if (!replace) scrollTo(0, 0);
  path.set(location.pathname);
}

interface LinkProps extends Omit<JSX.IntrinsicElements['a'], 'href' | 'children'> {
  to: string;
  children: ComponentChildren;
}

export function Link({ to, children, ...rest }: LinkProps) {
  const go = (event: MouseEvent): void => {
    if (event.button !== 0 || event.metaKey || event.ctrlKey || event.shiftKey) return;
    event.preventDefault();
    navigate(to);
  };
  return (
    <a {...rest} href={to} onClick={go}>
      {children}
    </a>
  );
}
