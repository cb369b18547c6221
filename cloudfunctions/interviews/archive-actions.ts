import { action, type Action } from '../kernel/serve'
import { archiveContract } from './archive-contract'
import { archiveSession } from './archive-session'
import { close } from './close'
import { hostContract } from './host-contract'
import { readFigures, searchArchive } from './read-archive'
import { printRecord } from './record'

/** A session's end, and what is left of it. */
export const archiveActions: Record<string, Action> = {
  close: action('provedInQuery', hostContract.close, close),
  archiveSession: action('provedInQuery', hostContract.archiveSession, archiveSession),
  record: action('provedInQuery', hostContract.record, printRecord),
  archive: action('anyone', archiveContract.archive, searchArchive),
  figures: action('anyone', archiveContract.figures, readFigures),
}
