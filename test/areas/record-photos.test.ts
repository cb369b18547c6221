import { randomUUID } from 'node:crypto'
import { PNG } from 'pngjs'
import { good } from '../../local/call-as'
import { startOfDay } from '../../miniprogram/rules/days'
import { addPapers } from './papers'
import { openWorld, type World } from './world'

/** Pictures that a desk's act leaves in a case, through the real entries: taken in, refused, read by whoever may. */

let world: World
const now = new Date(startOfDay('2026-07-13') + 10 * 3_600_000)
beforeAll(async () => void (world = await openWorld(60, {}, () => now)), 120_000)
afterAll(() => world.close())

const WORKER = 'lostcard'
const FIXED = { done: '换了新护栏，焊牢了', checkedBy: '林建国' }
const ACCEPTED = { fixBy: '2026-07-24', who: '设备科于海', measure: '拉线围住，不许靠近' }
const PICTURE = PNG.sync.write(new PNG({ width: 60, height: 40, fill: true }))
const newKey = () => `pictures-${randomUUID()}`.slice(0, 40)
const errorOf = (answer: unknown) => (answer as { error?: { code: string; message: string } }).error

/** Sends bytes to a path as somebody's phone does; the file's id, or '' when it was not let in. */
async function put(who: string, path: string, body: Buffer): Promise<string> {
  const headers = { 'x-wx-openid': world.openidOf(who) }
  const answer = await fetch(`${world.url}/storage/${path}`, { method: 'PUT', headers, body: body as never })
  return answer.ok ? ((await answer.json()) as { fileID: string }).fileID : ''
}
const folderOf = async (who: string) => (await good(world.as(who)('vault.mine', {}))).folder

/** Pictures of hers under one key, in her own folder. */
async function pictures(who: string, bodies: Buffer[] = [PICTURE]) {
  const clientKey = newKey()
  const folder = await folderOf(who)
  const fileIds = await Promise.all(bodies.map((body, i) => put(who, `${folder}/${clientKey}-${i + 1}.png`, body)))
  return { clientKey, fileIds }
}

/** A danger that the enterprise's officer has taken up: its next act wants a picture. */
async function takenUp() {
  const form = { grave: 'no', what: '二楼护栏松了，会掉下来', place: '三号车间二楼', employer: '海岬机械公司' }
  const papers = await addPapers(world, WORKER, { photo: 'sitePhoto' })
  const made = await good(
    world.as(WORKER)('cases.submit', { kind: 'hazard', version: 1, clientKey: newKey(), form, papers }),
  )
  return acted(made.case, 'accept', { fields: ACCEPTED })
}
type Case = { id: string; version: number }
const act = ({ id, version }: Case, name: string, more: object = {}, who = 'officer') =>
  world.as(who)('cases.decide', { caseId: id, version, act: name, note: '', ...more })
const acted = async (one: Case, name: string, more: object = {}) => (await good(act(one, name, more))).case
const close = (one: Case, photos?: object) => act(one, 'fixed', { fields: FIXED, ...(photos && { photos }) })
const read = async (who: string, caseId: string) => (await good(world.as(who)('cases.read', { caseId }))).case
const open = (who: string, caseId: string, record: number) => world.as(who)('cases.openRecord', { caseId, record })
const recordsOf = (id: string) =>
  (world.cloud.read('cases', id) as { records: { files: { id: string; mime: string }[] }[] }).records

describe('closing a danger', () => {
  test('wants a picture, in words; nothing moves without', async () => {
    const standing = await takenUp()
    expect(standing.acts.find((one) => one.act === 'fixed')!.photos).toEqual({
      title: '修好以后的照片',
      required: true,
    })
    expect(errorOf(await close(standing))).toEqual({ code: 'BAD_INPUT', message: '要拍一张照片才能记' })
    expect(errorOf(await close(standing, { clientKey: newKey(), fileIds: [] }))!.code).toBe('BAD_INPUT')
    expect(await read('officer', standing.id)).toMatchObject({ state: 'reviewing', version: standing.version })
  })

  test('its pictures stand in the record; the worker and the desk see them, byte for byte', async () => {
    const standing = await takenUp()
    const other = PNG.sync.write(new PNG({ width: 80, height: 20, fill: true }))
    const done = (await good(close(standing, await pictures('officer', [PICTURE, other])))).case
    expect(done).toMatchObject({ state: 'served', open: false })
    const mine = await read(WORKER, standing.id)
    expect(mine.records.map(({ title, photos }) => [title, photos])).toEqual([
      ['看过了，定了修好的日子', 0],
      ['修好了', 2],
    ])
    for (const who of [WORKER, 'officer']) {
      const { files } = await good(open(who, standing.id, mine.records[1]!.record))
      expect(files.map(({ mime }) => mime)).toEqual(['image/png', 'image/png'])
      const seen = await Promise.all(files.map(async ({ url }) => Buffer.from(await (await fetch(url)).arrayBuffer())))
      expect(seen).toEqual([PICTURE, other])
    }
  })

  test('six are too many', async () => {
    const standing = await takenUp()
    const six = await pictures(
      'officer',
      Array.from({ length: 6 }, () => PICTURE),
    )
    expect(errorOf(await close(standing, six))!.code).toBe('BAD_INPUT')
    expect((await good(close(standing, { ...six, fileIds: six.fileIds.slice(0, 5) }))).case.records[1]!.photos).toBe(5)
  })
})

describe('whose pictures', () => {
  test("somebody else's folder is refused, and what lies there stays", async () => {
    const standing = await takenUp()
    const foreign = await pictures(WORKER)
    expect(errorOf(await close(standing, foreign))!.code).toBe('FORBIDDEN')
    // Under her own key, but another's file; and her file under a key that is not this one.
    const own = await pictures('officer')
    expect(errorOf(await close(standing, { ...own, fileIds: foreign.fileIds }))!.code).toBe('FORBIDDEN')
    expect(errorOf(await close(standing, { ...own, clientKey: newKey() }))!.code).toBe('FORBIDDEN')
    const taken = { clientKey: foreign.clientKey, type: 'other' as const, files: [{ fileId: foreign.fileIds[0]! }] }
    expect((await good(world.as(WORKER)('vault.add', taken))).paper.pages).toBe(1)
  })

  test('an act that takes no pictures deletes none: files named with it are left alone', async () => {
    const form = { grave: 'no', what: '电线露在外面了', place: '仓库门口' }
    const papers = await addPapers(world, WORKER, { photo: 'sitePhoto' })
    const sent = { kind: 'hazard', version: 1, clientKey: newKey(), form, papers }
    const made = (await good(world.as(WORKER)('cases.submit', sent))).case
    const foreign = await pictures(WORKER)
    await good(act(made, 'accept', { fields: ACCEPTED, photos: foreign }))
    const taken = { clientKey: foreign.clientKey, type: 'other' as const, files: [{ fileId: foreign.fileIds[0]! }] }
    expect((await good(world.as(WORKER)('vault.add', taken))).paper.pages).toBe(1)
  })

  test('a stranger opens none; a place without a record or without pictures shows nothing', async () => {
    const standing = await takenUp()
    await good(close(standing, await pictures('officer')))
    for (const who of ['rider', 'county', 'nobody-at-all'])
      expect([who, errorOf(await open(who, standing.id, 1))!.code]).toEqual([who, 'NOT_FOUND'])
    expect(errorOf(await open(WORKER, standing.id, 7))!.code).toBe('NOT_FOUND')
    expect((await good(open(WORKER, standing.id, 0))).files).toEqual([])
    expect(errorOf(await open(WORKER, standing.id, -1))!.code).toBe('BAD_INPUT')
  })
})

describe('what a picture is', () => {
  test('a program that calls itself a picture is refused and deleted; the case stands as it stood', async () => {
    const standing = await takenUp()
    const bad = await pictures('officer', [PICTURE, Buffer.from('MZ\u0090 this is a program')])
    expect(errorOf(await close(standing, bad))).toMatchObject({
      code: 'FILE_REFUSED',
      message: expect.stringContaining('第 2 页不是照片') as string,
    })
    expect(await read('officer', standing.id)).toMatchObject({ state: 'reviewing', version: standing.version })
    // The good one is still there; the bad one is not.
    expect(errorOf(await close(standing, { ...bad, fileIds: bad.fileIds.slice(1) }))!.code).toBe('FILE_MISSING')
    await good(close(standing, { ...bad, fileIds: bad.fileIds.slice(0, 1) }))
  })
})

describe('the same act again', () => {
  test('with the same key it is one record, and the second is told that the case moved on', async () => {
    const standing = await takenUp()
    const photos = await pictures('officer')
    await good(close(standing, photos))
    expect(errorOf(await close(standing, photos))!.code).toBe('MOVED_ON')
    expect(recordsOf(standing.id)).toHaveLength(2)
    expect((await good(open(WORKER, standing.id, 1))).files).toHaveLength(1)
  })

  test('both at one moment: one record, whose picture is there', async () => {
    const standing = await takenUp()
    const photos = await pictures('officer')
    const answers = await Promise.all([close(standing, photos), close(standing, photos)])
    expect(answers.filter(({ ok }) => ok)).toHaveLength(1)
    // The slower one found the case moved on, or its upload taken in and gone already.
    expect(['MOVED_ON', 'FILE_MISSING']).toContain(answers.map(errorOf).find((error) => error)!.code)
    expect(recordsOf(standing.id)).toHaveLength(2)
    const [file] = (await good(open(WORKER, standing.id, 1))).files
    expect(Buffer.from(await (await fetch(file!.url)).arrayBuffer())).toEqual(PICTURE)
  })
})
