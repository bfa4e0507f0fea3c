// A pad in the page, as `navigator.getGamepads` would show one, whose motors write down when they are moved.
(() => {
  const heard = [];
  let waiting = [];
  const take = (what) => {
    heard.push({ what, at: performance.now() });
    for (const wake of waiting.splice(0)) wake();
    return Promise.resolve('complete');
  };
  const buttons = Array.from({ length: 17 }, () => ({ pressed: false, touched: false, value: 0 }));
  const pad = {
    id: 'bench',
    index: 0,
    connected: true,
    mapping: 'standard',
    timestamp: 0,
    axes: [0, 0, 0, 0],
    buttons,
    vibrationActuator: { playEffect: () => take('on'), reset: () => take('off') },
  };
  navigator.getGamepads = () => [pad, null, null, null];
  window.benchPad = {
    press(button, pressed) {
      buttons[button] = { pressed, touched: pressed, value: pressed ? 1 : 0 };
    },
    // The first `what` at place `from` or later, and the place after it.
    async heard(what, from) {
      for (;;) {
        const place = heard.findIndex((one, place) => place >= from && one.what === what);
        if (place >= 0) return { at: heard[place].at, next: place + 1 };
        await new Promise((resolve) => waiting.push(resolve));
      }
    },
  };
  dispatchEvent(Object.assign(new Event('gamepadconnected'), { gamepad: pad }));
  return true;
})();
