import { PNG } from 'pngjs'
import { good } from '../../local/call-as'
import { idFrom } from '../../cloudfunctions/kernel/ids'
import { dayOf } from '../../miniprogram/rules/days'
import { openWorld, type World } from './world'

/** The vault through the real entries, with real files put where a phone puts them. */

let world: World
beforeAll(async () => void (world = await openWorld(5)), 60_000)
afterAll(() => world.close())

const ME = 'o-paper-owner'
const folderOf = (openid: string) => `papers/${idFrom('p', openid)}`
const png = PNG.sync.write(new PNG({ width: 60, height: 40, fill: true }))
const jpeg = Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.alloc(300, 7)])
const pdf = Buffer.from('%PDF-1.4\n1 0 obj\n<<>>\nendobj\n%%EOF\n')
const MB = 1024 * 1024

/** As wx.cloud.uploadFile does it. */
async function upload(path: string, bytes: Uint8Array, openid = ME): Promise<string> {
  const response = await fetch(`${world.url}/storage/${path.split('/').map(encodeURIComponent).join('/')}`, {
    method: 'PUT',
    headers: { 'x-wx-openid': openid },
    body: bytes as never,
  })
  expect(response.status).toBe(200)
  return ((await response.json()) as { fileID: string }).fileID
}
async function isThere(fileId: string, openid = ME): Promise<boolean> {
  const path = fileId.replace(/^cloud:\/\/[^/]+\//, '')
  const response = await fetch(`${world.url}/storage/${path}`, { headers: { 'x-wx-openid': openid } })
  // 403: it is there, but not this phone's.
  return response.status === 200 || response.status === 403
}
let made = 0
const nextKey = () => `vault-key-${(made += 1)}`

async function add(bytes: Uint8Array, ending: string, more: object = {}, openid = ME) {
  const clientKey = nextKey()
  const fileId = await upload(`${folderOf(openid)}/${clientKey}-1.${ending}`, bytes, openid)
  const input = { clientKey, type: 'incomeProof' as const, files: [{ fileId }], ...more }
  return { input, fileId, reply: await world.as(openid)('vault.add', input) }
}
const bytesAt = async (url: string) => Buffer.from(await (await fetch(url)).arrayBuffer())

test('a photo becomes a paper with its day and term; its owner sees it, byte for byte; the upload is gone', async () => {
  const { reply, fileId } = await add(jpeg, 'jpg', { takenOn: '2026-01-31' })
  const { paper } = await good(Promise.resolve(reply))
  expect(paper).toMatchObject({
    type: 'incomeProof',
    title: '收入证明',
    pages: 1,
    pdf: false,
    takenOn: '2026-01-31',
    validUntil: '2026-07-31',
    sensitive: false,
  })
  const { pages } = await good(world.as(ME)('vault.open', { paperId: paper.id }))
  expect((await bytesAt(pages[0]!.url)).equals(jpeg)).toBe(true)
  expect(await isThere(fileId)).toBe(false)

  const { papers, folder } = await good(world.as(ME)('vault.mine', {}))
  expect(papers.find(({ id }) => id === paper.id)).toEqual(paper)
  expect(folder).toBe(folderOf(ME))
})

test('pages keep their order; a PDF is one; today is the day when none is said', async () => {
  const clientKey = nextKey()
  const files = [
    { fileId: await upload(`${folderOf(ME)}/${clientKey}-1.png`, png) },
    { fileId: await upload(`${folderOf(ME)}/${clientKey}-2.pdf`, pdf) },
  ]
  const { paper } = await good(
    world.as(ME)('vault.add', { clientKey, type: 'laborContract', title: '跟饭店的合同', files }),
  )
  expect(paper).toMatchObject({
    title: '跟饭店的合同',
    pages: 2,
    pdf: true,
    takenOn: dayOf(new Date()),
    validUntil: null,
  })
  const { pages } = await good(world.as(ME)('vault.open', { paperId: paper.id }))
  expect(pages.map(({ pdf }) => pdf)).toEqual([false, true])
  expect((await bytesAt(pages[1]!.url)).equals(pdf)).toBe(true)
})

test('a phone that keeps writing over its upload changes nothing of the paper', async () => {
  const { reply, input } = await add(jpeg, 'jpg')
  const { paper } = await good(Promise.resolve(reply))
  const stored = world.cloud.read('papers', paper.id) as { files: { id: string }[] }
  await upload(`${folderOf(ME)}/${input.clientKey}-1.jpg`, Buffer.from('MZ evil'))
  const path = stored.files[0]!.id.replace(/^cloud:\/\/[^/]+\//, '')
  for (const method of ['PUT', 'GET', 'DELETE']) {
    const body = method === 'PUT' ? 'MZ' : undefined
    const response = await fetch(`${world.url}/storage/${path}`, { method, headers: { 'x-wx-openid': ME }, body })
    expect(response.status).toBe(403)
  }
  const { pages } = await good(world.as(ME)('vault.open', { paperId: paper.id }))
  expect((await bytesAt(pages[0]!.url)).equals(jpeg)).toBe(true)
})

test('an address to look at a paper runs out', async () => {
  const { reply } = await add(png, 'png')
  const { paper } = await good(Promise.resolve(reply))
  const { pages, seconds } = await good(world.as(ME)('vault.open', { paperId: paper.id }))
  const expires = Number(new URL(pages[0]!.url).searchParams.get('expires')) * 1000
  expect(expires - Date.now()).toBeLessThanOrEqual(seconds * 1000)
  expect(seconds).toBeLessThanOrEqual(600)
})

test.each<[string, Uint8Array, string, string]>([
  ['a program that calls itself a photo', Buffer.from('MZ\x90\0 this is no photo'), 'jpg', 'FILE_REFUSED'],
  ['a page that would run', Buffer.from('<svg onload=alert(1)>'), 'png', 'FILE_REFUSED'],
  ['6 MB', Buffer.concat([jpeg, Buffer.alloc(6 * MB)]), 'jpg', 'FILE_TOO_LARGE'],
  ['nothing', Buffer.alloc(0), 'jpg', 'FILE_MISSING'],
])('%s is refused in words; nothing is attached', async (_what, bytes, ending, code) => {
  const before = world.cloud.count('papers')
  const { reply, fileId } = await add(bytes, ending)
  expect(reply).toMatchObject({ ok: false, error: { code } })
  expect(!reply.ok && reply.error.message).toMatch(/这张.*(重新拍|再传一次)/)
  expect(world.cloud.count('papers')).toBe(before)
  if (code !== 'FILE_MISSING') expect(await isThere(fileId)).toBe(false)
})

test('the bad page is named; the good one can stay for the next try', async () => {
  const clientKey = nextKey()
  const one = await upload(`${folderOf(ME)}/${clientKey}-1.jpg`, jpeg)
  const two = await upload(`${folderOf(ME)}/${clientKey}-2.jpg`, Buffer.from('GIF89a'))
  const input = { clientKey, type: 'idCard' as const, files: [{ fileId: one }, { fileId: two }] }
  expect(await world.as(ME)('vault.add', input)).toMatchObject({
    ok: false,
    error: { message: expect.stringMatching(/第 2 页/) },
  })
  await upload(`${folderOf(ME)}/${clientKey}-2.jpg`, jpeg)
  expect((await good(world.as(ME)('vault.add', input))).paper.pages).toBe(2)
})

test("somebody else's upload, another key's and a function's file are refused, and stay where they are", async () => {
  const theirs = await upload(`${folderOf('o-other')}/other-key-1.jpg`, jpeg, 'o-other')
  const mine = await upload(`${folderOf(ME)}/my-other-key-1.jpg`, jpeg)
  const { reply } = await add(jpeg, 'jpg')
  const { paper } = await good(Promise.resolve(reply))
  const stored = world.cloud.read('papers', paper.id) as { files: { id: string }[] }
  const bucket = theirs.split('/papers/')[0]!
  for (const fileId of [
    theirs,
    mine,
    stored.files[0]!.id,
    `${bucket}/${folderOf(ME)}/../${idFrom('p', 'o-other')}/other-key-1.jpg`,
    `https://example.org/${folderOf(ME)}/the-key-0-1.jpg`,
  ]) {
    const clientKey = 'the-key-0'
    const asked = await world.as(ME)('vault.add', { clientKey, type: 'idCard', files: [{ fileId }] })
    expect(asked).toMatchObject({ ok: false, error: { code: 'FORBIDDEN' } })
  }
  expect(await isThere(theirs, 'o-other')).toBe(true)
  expect(await isThere(mine)).toBe(true)
})

test('the same press again, also at the same moment, is one paper', async () => {
  const clientKey = nextKey()
  const fileId = await upload(`${folderOf(ME)}/${clientKey}-1.jpg`, jpeg)
  const input = { clientKey, type: 'idCard' as const, files: [{ fileId }] }
  const before = world.cloud.count('papers')
  const first = await world.as(ME)('vault.add', input)
  const again = await world.as(ME)('vault.add', input)
  expect(again).toEqual(first)
  expect(world.cloud.count('papers')).toBe(before + 1)

  const other = nextKey()
  const file = await upload(`${folderOf(ME)}/${other}-1.jpg`, jpeg)
  const twin = { clientKey: other, type: 'idCard' as const, files: [{ fileId: file }] }
  const replies = await Promise.all([world.as(ME)('vault.add', twin), world.as(ME)('vault.add', twin)])
  expect(world.cloud.count('papers')).toBe(before + 2)
  expect(replies[0]).toEqual(replies[1])
  expect(replies[0]!.ok).toBe(true)
})

test('a newer one of the same kind stands first; the older one stays', async () => {
  const who = 'o-renews'
  const old = await good(Promise.resolve((await add(jpeg, 'jpg', { takenOn: '2024-05-01' }, who)).reply))
  const fresh = await good(Promise.resolve((await add(png, 'png', {}, who)).reply))
  const { papers } = await good(world.as(who)('vault.mine', {}))
  expect(papers.map(({ id, valid }) => [id, valid])).toEqual([
    [fresh.paper.id, true],
    [old.paper.id, false],
  ])
})

test.each<[object, RegExp]>([
  [{ takenOn: '2999-01-01' }, /还没到/],
  [{ takenOn: '2026-02-30' }, /日期不对/],
  [{ type: 'secretPlan' }, /没有这种材料/],
  [{ files: [] }, /还没有拍/],
  [{ title: 'x'.repeat(21) }, /最多 20 个字/],
])('no input: %j', async (wrong, words) => {
  const { reply } = await add(jpeg, 'jpg', wrong)
  expect(reply).toMatchObject({ ok: false, error: { code: 'BAD_INPUT', message: expect.stringMatching(words) } })
})

describe('removing', () => {
  /** An application as the casework engine keeps what it uses. */
  const application = (paper: string, more: object = {}) => ({
    _id: `case_${paper}`,
    openKey: `case_${paper}`,
    openid: ME,
    kindTitle: '困难帮扶',
    open: true,
    papers: [
      { slot: 'other', paper: 'paper_other', withdrawnAt: null },
      { slot: 'income', paper, withdrawnAt: null },
    ],
    ...more,
  })

  test('takes the files with it, for good; twice is as good as once; the same key does not bring it back', async () => {
    const { reply, input } = await add(jpeg, 'jpg')
    const { paper } = await good(Promise.resolve(reply))
    const { pages } = await good(world.as(ME)('vault.open', { paperId: paper.id }))
    await good(world.as(ME)('vault.remove', { paperId: paper.id }))
    await good(world.as(ME)('vault.remove', { paperId: paper.id }))
    expect((await fetch(pages[0]!.url)).status).toBe(404)
    expect(await world.as(ME)('vault.open', { paperId: paper.id })).toMatchObject({ error: { code: 'NOT_FOUND' } })
    expect((await good(world.as(ME)('vault.mine', {}))).papers.map(({ id }) => id)).not.toContain(paper.id)

    await upload(`${folderOf(ME)}/${input.clientKey}-1.jpg`, jpeg)
    expect(await world.as(ME)('vault.add', input)).toMatchObject({ ok: false, error: { code: 'NOT_NOW' } })
    const stored = world.cloud.read('papers', paper.id) as { files: { id: string }[] }
    expect(await isThere(stored.files[0]!.id)).toBe(false)
  })

  test('waits while an open application uses it, and says which; consent withdrawn or case closed, it goes', async () => {
    const usedBy = async (more: (paper: string) => object) => {
      const { paper } = await good(Promise.resolve((await add(jpeg, 'jpg')).reply))
      world.cloud.load('cases', [application(paper.id, more(paper.id))])
      return paper.id
    }
    const used = await usedBy(() => ({}))
    const refused = await world.as(ME)('vault.remove', { paperId: used })
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'IN_USE', message: expect.stringMatching(/困难帮扶.*收回/) },
    })
    await good(world.as(ME)('vault.open', { paperId: used }))

    const withdrawn = await usedBy((paper) => ({ papers: [{ slot: 'income', paper, withdrawnAt: new Date() }] }))
    const closed = await usedBy(() => ({ open: false }))
    for (const paperId of [withdrawn, closed]) await good(world.as(ME)('vault.remove', { paperId }))
  })

  test("nobody else's", async () => {
    const { paper } = await good(Promise.resolve((await add(jpeg, 'jpg')).reply))
    for (const name of ['vault.remove', 'vault.open'] as const)
      expect(await world.as('o-nosy')(name, { paperId: paper.id })).toMatchObject({ error: { code: 'NOT_FOUND' } })
    await good(world.as(ME)('vault.open', { paperId: paper.id }))
    expect((await good(world.as('o-nosy')('vault.mine', {}))).papers).toEqual([])
  })
})

test('nothing of a paper stands in a log', () => {
  expect(JSON.stringify(world.logged)).not.toMatch(/收入证明|饭店|cloud:\/\/|storage\//)
})
