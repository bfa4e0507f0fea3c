// Says in plain words what this browser lacks.

export interface Lack {
  what: string;
  help: string;
}

/** All frames on one stream: Safari stops after some thousand streams, older Firefox takes two at a time. */
export function needsSingleStream(agent: string): boolean {
  const firefox = /Firefox\/(\d+)/.exec(agent);
  if (firefox) return Number(firefox[1]) < 153;
  return /AppleWebKit/.test(agent) && !/Chrom(e|ium)|Android/.test(agent);
}

/** What is missing for playing; empty when all is there. */
export async function lacks(): Promise<Lack[]> {
  const found: Lack[] = [];
  if (!isSecureContext) {
    found.push({
      what: 'This page was not opened over a secure connection.',
      help: 'Open it over https://, or as http://localhost on the machine itself.',
    });
    // The rest is hidden by the browser for this very reason.
    return found;
  }
  const update = 'Use a current Chrome, Edge, Chromium, Firefox or Safari.';
  if (typeof WebTransport === 'undefined') {
    found.push({
      what: 'This browser cannot open a game connection (WebTransport).',
      help: update,
    });
  }
  if (typeof VideoDecoder === 'undefined') {
    found.push({ what: 'This browser cannot decode a live picture (WebCodecs).', help: update });
  } else {
    const support = await VideoDecoder.isConfigSupported({
      codec: 'avc1.42C020',
      optimizeForLatency: true,
    }).catch(() => undefined);
    if (!support?.supported) {
      found.push({
        what: 'This browser has no H.264 decoder.',
        help: 'Builds without licensed codecs lack it; install the full browser, or its codec package.',
      });
    }
  }
  if (typeof HTMLCanvasElement.prototype.transferControlToOffscreen !== 'function') {
    found.push({
      what: 'This browser cannot draw in the background (OffscreenCanvas).',
      help: update,
    });
  }
  return found;
}
