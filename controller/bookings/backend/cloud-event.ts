import type { Json } from '../../journal/canonical-json.ts';
import type { StoreRow } from '../../ports.ts';

/** An event of the tower as it goes to the backend: CloudEvents 1.0 in JSON, with two attributes of our own. */
export interface CloudEvent {
  readonly specversion: '1.0';
  /** `<towerId>/<bootId>/<seq>`. */
  readonly id: string;
  readonly source: string;
  readonly type: string;
  readonly subject: string;
  /** RFC 3339, UTC. */
  readonly time: string;
  readonly datacontenttype: 'application/json';
  /** The run of the control core in which it happened. */
  readonly bootid: string;
  /** Counts the events of the tower from 1, by ones, across restarts. */
  readonly seq: number;
  readonly data: Json;
}

/** A row of `event.toSend` as a CloudEvent. */
export function toCloudEvent(row: StoreRow, towerId: string): CloudEvent {
  const [seq, bootid] = [Number(row['seq']), String(row['bootId'])];
  return {
    specversion: '1.0',
    id: `${towerId}/${bootid}/${String(seq)}`,
    source: `/towers/${towerId}`,
    type: `io.carillon.${String(row['type'])}.v1`,
    subject: String(row['subject']),
    time: new Date(Number(row['utcMs'])).toISOString(),
    datacontenttype: 'application/json',
    bootid,
    seq,
    data: JSON.parse(String(row['data'])) as Json,
  };
}
