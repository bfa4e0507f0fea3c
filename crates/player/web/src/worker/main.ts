// The play worker's entry: messages in, messages out.
import type { FromWorker, ToWorker } from './messages';
import { Player } from './player';

const scope = self as unknown as {
  postMessage(message: FromWorker): void;
  onmessage: ((event: MessageEvent<ToWorker>) => void) | null;
};

const player = new Player((message) => scope.postMessage(message));
scope.onmessage = ({ data }) => player.take(data);
