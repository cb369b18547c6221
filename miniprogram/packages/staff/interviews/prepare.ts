import { call, CallFailure } from '../../../client/call'
import { choosePages, PhotoFailure, preparePage, type Source } from '../../../client/photos'
import { UploadFailure } from '../../../client/uploads'
import type { Faults } from '../../../components/case-form/form'
import type { Answers } from '../../../components/case-form/values'
import { MOST_SEATS } from '../../../rules/interview'
import { failureView, failureWords, type FailureView } from '../../failure'
import { PhotoSending } from '../case/act-photos'
import {
  AFTER_FIELDS,
  answersOf,
  ASK_FIELDS,
  beginning,
  emptySeat,
  faultsOfSession,
  NAMES_FIELDS,
  openIn,
  preparedOf,
  sayHours,
  SEAT_FIELDS,
  seatsOf,
  tellsWhat,
  TIME_FIELDS,
  WHAT_FIELDS,
  withDepartment,
  type Open,
  type SeatDraft,
  type Session,
} from './prepare-form'

/** Prepares a micro-interview, or changes one. `?desk= &id=` */
Page({
  desk: '',
  /** One form, one session, however often it is sent; its pictures go up under the same key. */
  sending: new PhotoSending(),
  kept: null as Session | null,

  data: {
    state: 'ready',
    failure: null as FailureView | null,
    whatFields: WHAT_FIELDS,
    namesFields: NAMES_FIELDS,
    timeFields: TIME_FIELDS,
    askFields: ASK_FIELDS,
    afterFields: AFTER_FIELDS,
    seatFields: SEAT_FIELDS,
    answers: {} as Answers,
    faults: {} as Faults,
    seats: [emptySeat()] as SeatDraft[],
    /** Of each seat, by field. */
    seatFaults: [] as Faults[],
    departments: [] as string[],
    department: '',
    departmentFault: '',
    mostSeats: MOST_SEATS,
    open: 'all' as Open,
    /** Of what cannot be changed any more. */
    hours: '',
    tells: '',
    busy: '' as '' | 'save' | 'publish',
    percent: 0,
    trouble: '',
  },

  onLoad(query: Record<string, string | undefined>) {
    this.desk = decodeURIComponent(query.desk ?? '')
    this.sending = new PhotoSending()
    if (query.id) void this.read(query.id)
    else this.setData({ answers: beginning(Date.now()) })
  },

  async read(interview: string) {
    this.setData({ state: 'loading', failure: null })
    try {
      this.show((await call('interviews.hostRead', { desk: this.desk, interview })).session)
    } catch (error) {
      this.setData({ state: 'failed', failure: failureView(error) })
    }
  },
  show(session: Session) {
    this.kept = session
    void wx.setNavigationBarTitle({ title: session.phase === 'draft' ? '开一场微访谈' : '改这一场' })
    this.setData({
      state: 'ready',
      answers: answersOf(session, Date.now()),
      seats: seatsOf(session),
      departments: session.departments,
      open: openIn(session.phase),
      hours: sayHours(session),
    })
  },
  retry() {
    const pages = getCurrentPages()
    const { id } = pages[pages.length - 1]!.options as { id?: string }
    if (id) void this.read(id)
  },

  answered(event: WechatMiniprogram.CustomEvent<{ name: string; value: unknown }>) {
    const { name, value } = event.detail
    const answers = { ...this.data.answers, [name]: value }
    this.setData({ answers, faults: {}, trouble: '', tells: tellsWhat(answers, Date.now(), this.kept) })
  },
  left(event: WechatMiniprogram.CustomEvent<{ name: string; fault: string | null }>) {
    const { name, fault } = event.detail
    if (fault) this.setData({ faults: { ...this.data.faults, [name]: fault } })
  },

  seatAnswered(event: WechatMiniprogram.CustomEvent<{ name: string; value: unknown }>) {
    const { name, value } = event.detail
    this.changeSeat(event, ({ answers }) => ({ answers: { ...answers, [name]: value } }))
  },
  changeSeat(event: WechatMiniprogram.BaseEvent, change: (seat: SeatDraft) => Partial<SeatDraft>) {
    const at = Number(event.currentTarget.dataset.at)
    const seats = this.data.seats.map((seat, i) => (i === at ? { ...seat, ...change(seat) } : seat))
    this.setData({ seats, seatFaults: [], trouble: '' })
  },
  addSeat() {
    this.setData({ seats: [...this.data.seats, emptySeat()], seatFaults: [], trouble: '' })
  },
  async dropSeat(event: WechatMiniprogram.BaseEvent) {
    const at = Number(event.currentTarget.dataset.at)
    const name = String(this.data.seats[at]?.answers.name ?? '').trim()
    if (name) {
      const content = this.data.seats[at]!.id ? '交给他的问题，退回给主持人' : '填的这一位就没了'
      const { confirm } = await wx.showModal({ title: `不请${name}了？`, content, confirmText: '不请了' })
      if (!confirm) return
    }
    this.setData({ seats: this.data.seats.filter((_, i) => i !== at), seatFaults: [] })
  },
  async addPhoto(event: WechatMiniprogram.BaseEvent) {
    const source = await chosenSource()
    if (!source) return
    try {
      const [path] = await choosePages(source, 1)
      if (!path) return
      const page = await preparePage(path)
      this.changeSeat(event, () => ({ page, photo: page.path, dropped: false }))
    } catch (error) {
      this.setData({ trouble: error instanceof PhotoFailure ? error.words : '照片没选成。请再试一次' })
    }
  },
  dropPhoto(event: WechatMiniprogram.BaseEvent) {
    this.changeSeat(event, ({ id }) => ({ page: null, photo: '', dropped: id !== '' }))
  },

  typeDepartment(event: WechatMiniprogram.Input) {
    this.setData({ department: event.detail.value, departmentFault: '' })
  },
  addDepartment() {
    const { all, fault } = withDepartment(this.data.departments, this.data.department)
    this.setData({ departments: all, departmentFault: fault, ...(!fault && { department: '' }) })
  },
  dropDepartment(event: WechatMiniprogram.BaseEvent) {
    const { name } = event.currentTarget.dataset as { name: string }
    this.setData({ departments: this.data.departments.filter((one) => one !== name), departmentFault: '' })
  },

  save() {
    void this.send(false)
  },
  async publish() {
    if (this.hasFaults()) return
    const { confirm } = await wx.showModal({
      title: '发布这一场？',
      content: '会员马上看得到，到时候就能来问。工友怎么称呼，发布以后不能再改。',
      confirmText: '发布',
    })
    if (confirm) await this.send(true)
  },
  /** Says what is wrong beside its field, and brings the first under the eye. */
  hasFaults(): boolean {
    const { answers, seats, open, department } = this.data
    // Typed and not added: it is meant.
    if (department.trim()) this.addDepartment()
    const faults = faultsOfSession({ answers, seats }, Date.now(), open)
    const paths = Object.keys(faults)
    if (paths.length === 0) return false
    const seatFaults = seats.map((_, at) =>
      Object.fromEntries(
        paths.flatMap((path) => (path.startsWith(`seats.${at}.`) ? [[path.split('.')[2]!, faults[path]!]] : [])),
      ),
    )
    this.setData({ faults, seatFaults, trouble: `有 ${paths.length} 处要改，旁边写着` })
    const form = FORMS.find(([, fields]) => fields.some(({ name }) => faults[name]))
    const path = form?.[1].find(({ name }) => faults[name])?.name
    if (form && path) (this.selectComponent(form[0]) as unknown as { show(path: string): void } | null)?.show(path)
    return true
  },

  async send(publish: boolean) {
    if (this.data.busy || this.hasFaults()) return
    const { answers, seats, departments } = this.data
    this.setData({ busy: publish ? 'publish' : 'save', trouble: '', percent: 0 })
    const { desk, kept, sending } = this
    try {
      const pages = seats.flatMap(({ page }) => (page ? [page] : []))
      const photos = await sending.send(pages, (percent) => this.setData({ percent }))
      const { session } = await call('interviews.prepare', {
        desk,
        clientKey: photos!.clientKey,
        publish,
        ...(kept && { interview: kept.id, version: kept.version }),
        ...preparedOf({ answers, seats, departments }, photos!.fileIds, Date.now(), kept),
      })
      this.leave(session)
    } catch (error) {
      await this.refused(error)
    }
  },
  leave(session: Session) {
    if (session.phase !== 'draft') {
      const url = `/packages/staff/interviews/room?desk=${encodeURIComponent(this.desk)}&id=${session.id}`
      return void wx.redirectTo({ url })
    }
    void wx.showToast({ title: '存着了', icon: 'none' })
    wx.navigateBack({
      fail: () => void wx.redirectTo({ url: `/packages/staff/interviews/list?desk=${encodeURIComponent(this.desk)}` }),
    })
  },
  async refused(error: unknown) {
    if (!(error instanceof CallFailure && error.offline)) this.sending.forget()
    const trouble = error instanceof UploadFailure ? error.words : failureWords(error)
    this.setData({ busy: '', trouble })
    // Another host changed it meanwhile: what she wrote is shown, what is typed here stays to be sent over it or not.
    if (error instanceof CallFailure && error.code === 'MOVED_ON' && this.kept) {
      const read = await call('interviews.hostRead', { desk: this.desk, interview: this.kept.id }).catch(() => null)
      if (read) this.kept = read.session
    }
  },
})

const FORMS = [
  ['#what', WHAT_FIELDS],
  ['#time', TIME_FIELDS],
  ['#ask', ASK_FIELDS],
  ['#after', AFTER_FIELDS],
  ['#names', NAMES_FIELDS],
] as const

/** Camera or album, from WeChat's sheet; null when it was closed. */
function chosenSource(): Promise<Source | null> {
  return wx.showActionSheet({ itemList: ['拍照', '从手机相册选'] }).then(
    ({ tapIndex }) => (tapIndex === 0 ? 'camera' : 'album'),
    () => null,
  )
}
