import { type Draft, DraftFolder, type DraftName } from '../../../base/draftFolder.ts';
import { asNumber, asObject, asText } from '../../../base/json.ts';
import { type Message, type MessageName, MessageState, type MessageStore } from '../../../reporting/message.ts';

/** Messages as files, like drafts: readable by their owner only, and there after a crash. */
export class MessageFolder implements MessageStore {
  private readonly folder: DraftFolder;

  /** @param folder made when it is missing */
  constructor(folder: string) {
    this.folder = new DraftFolder(folder);
  }

  async list(): Promise<readonly Message[]> {
    return (await this.folder.list()).map(messageOf);
  }

  async read(name: MessageName): Promise<Message | undefined> {
    const draft = await this.folder.read(draftName(name));
    return draft && messageOf(draft);
  }

  async write({ site, name, since, content: { text, ...content }, ...others }: Message): Promise<void> {
    await this.folder.write(draftName({ site, name }), asText(text), { ...others, at: since, content });
  }

  remove(name: MessageName): Promise<void> {
    return this.folder.remove(draftName(name));
  }
}

function draftName({ site, name }: MessageName): DraftName {
  return { connection: site, name };
}

function messageOf({ connection: site, name, text, details, since }: Draft): Message {
  const { key, state, isBegun, doubtedAt, doubtsOther, tries, failures, nextAt, reason, at, content } = details;
  return {
    ...{ site, name, key: asText(key), content: { ...asObject(content), text } },
    since: asNumber(at) ?? since,
    state: Object.values(MessageState).find(each => each === state) ?? MessageState.refused,
    // Where that was lost, a write of it may be under way.
    isBegun: isBegun !== false,
    doubtedAt: asNumber(doubtedAt),
    doubtsOther: doubtsOther === true,
    ...{
      tries: asNumber(tries) ?? 0,
      failures: asNumber(failures) ?? 0,
      nextAt: asNumber(nextAt) ?? 0,
      reason: asText(reason),
    },
  };
}
