import { PNG } from 'pngjs'
import { EXTENSIONS, PAPER_TYPES, paperValidUntil, type PaperType } from '../../miniprogram/rules/papers'
import { addDays, dayOf } from '../../miniprogram/rules/days'
import { idFrom } from '../../cloudfunctions/kernel/ids'
import type { Person } from '../../cloudfunctions/kernel/people'
import type { Paper, PaperFile } from '../../cloudfunctions/kernel/vault'
import { fileIdOf } from '../cloud/storage/files'
import { morningOf } from './people'

/** Papers that a persona has photographed before: a picture of a sheet with lines and a stamp, nothing to read on it. */

export interface StoredPicture {
  path: string
  bytes: Buffer
}

/** What stands in her vault, and the files behind it. */
export function samplePapers(
  person: Pick<Person, '_id' | 'openid'>,
  types: PaperType[],
  now: Date,
): { papers: Paper[]; pictures: StoredPicture[] } {
  const bytes = pictureOfPaper()
  const made = types.map((type, i) => {
    const _id = idFrom('paper', person._id, type)
    const takenOn = addDays(dayOf(now), -20 - i)
    const path = `vault/${person._id}/${_id}-1.${EXTENSIONS['image/png']}`
    const paper: Paper = {
      _id,
      person: person._id,
      openid: person.openid,
      type,
      title: PAPER_TYPES[type].title,
      files: [{ id: fileIdOf(path), mime: 'image/png', bytes: bytes.length }],
      takenOn,
      validUntil: paperValidUntil(type, takenOn),
      addedAt: new Date(Number(morningOf(takenOn)) + i * 60_000),
      state: 'held',
    }
    return { paper, picture: { path, bytes } }
  })
  return { papers: made.map(({ paper }) => paper), pictures: made.map(({ picture }) => picture) }
}

const WIDTH = 360
const HEIGHT = 480

let drawn: Buffer | undefined

/** A sheet on a table: text as grey lines, a round red stamp at the foot. Drawn once: it takes longer than its city. */
function pictureOfPaper(): Buffer {
  return (drawn ??= drawPaper())
}

function drawPaper(): Buffer {
  const png = new PNG({ width: WIDTH, height: HEIGHT })
  for (let y = 0; y < HEIGHT; y += 1)
    for (let x = 0; x < WIDTH; x += 1) {
      const [r, g, b] = colourAt(x, y)
      png.data.set([r, g, b, 255], (y * WIDTH + x) * 4)
    }
  return PNG.sync.write(png, { colorType: 2, deflateLevel: 9 })
}

function colourAt(x: number, y: number): [number, number, number] {
  if (x < 24 || x > WIDTH - 24 || y < 20 || y > HEIGHT - 20) return [150, 132, 110]
  const stamp = Math.hypot(x - 258, y - 372)
  if (stamp < 46 && stamp > 41) return [190, 40, 32]
  const line = (y - 60) % 26
  const shortLine = Math.floor((y - 60) / 26) % 4 === 3
  if (y > 60 && y < 400 && line >= 0 && line < 7 && x > 56 && x < (shortLine ? 210 : 306)) return [128, 124, 118]
  return [250, 248, 243]
}

const SAMPLE_PATH = 'cases/sample-1.png'
/** The one picture behind all that desks of the demonstration took. */
export const SAMPLE_PICTURE: PaperFile[] = [{ id: fileIdOf(SAMPLE_PATH), mime: 'image/png', bytes: 0 }]

export const samplePicture = (): StoredPicture => ({ path: SAMPLE_PATH, bytes: pictureOfPaper() })
