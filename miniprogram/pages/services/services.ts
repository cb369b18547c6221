import { keepForPrecheck } from '../../client/forms'
import { keptMe, loadCity, loadMe, membershipOf, type Me } from '../../client/session'
import { findSituations, SITUATION_GROUPS, type SituationGroup } from '../../client/situations'

const joined = (me: Me | null) => me !== null && membershipOf(me) !== null

/** Services by what has happened to somebody, not by the union's departments; a person is one tap away. */
Page({
  data: {
    groups: SITUATION_GROUPS,
    sentence: '',
    /** She wrote a sentence that we have no words for. */
    unclear: false,
    /** The one unfolded. */
    open: '',
    hotline: '12351',
    hours: '',
    joined: false,
  },

  onShow() {
    this.setData({ joined: joined(keptMe()) })
    const asked = wx.getStorageSync<string>('situation')
    if (asked) {
      wx.removeStorageSync('situation')
      this.openUp(asked)
      wx.nextTick(
        () => void wx.pageScrollTo({ selector: `#s-${asked}`, offsetTop: -60, duration: 200 }).catch(() => undefined),
      )
    }
    void this.load()
  },

  async load() {
    if (!keptMe()) void loadMe().then(({ value: me }) => this.setData({ joined: joined(me) }))
    const { value } = await loadCity()
    if (value) this.setData({ hotline: value.hotline, hours: value.hotlineHours })
  },

  find(event: WechatMiniprogram.Input) {
    this.look(event.detail.value)
  },
  clear() {
    this.look('')
  },
  /** A sentence narrows the page to what it speaks of; one that says nothing to us yet leaves everything. */
  look(sentence: string) {
    const found = findSituations(sentence)
    const groups: SituationGroup[] = found.length > 0 ? [{ title: '像是这件事', situations: found }] : SITUATION_GROUPS
    const unclear = found.length === 0 && sentence.trim().length >= 4
    this.setData({ sentence, groups, unclear })
    this.openUp(found.length === 1 && found[0] ? found[0].id : '')
  },

  unfold(event: WechatMiniprogram.TouchEvent) {
    const id = event.currentTarget.dataset.id as string
    this.openUp(id === this.data.open ? '' : id)
  },
  /** Where the pre-check may come next, what it wants to find on the phone is fetched while she reads. */
  openUp(id: string) {
    this.setData({ open: id })
    const situation = SITUATION_GROUPS.flatMap(({ situations }) => situations).find((one) => one.id === id)
    if (situation?.kinds.some(({ kind }) => kind === 'precheck')) void keepForPrecheck()
  },
  callUnion() {
    void wx.makePhoneCall({ phoneNumber: this.data.hotline }).catch(() => undefined)
  },
  go(event: WechatMiniprogram.TouchEvent) {
    void wx.navigateTo({ url: event.currentTarget.dataset.url as string })
  },
})
