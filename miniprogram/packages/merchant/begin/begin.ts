import { call } from '../../../client/call'
import { loadMe } from '../../../client/session'
import { failureWords } from '../../failure'
import { codeIn } from './code-in'

type Way = '' | 'clerk' | 'invited'

/** 我是商家: my shop joins, an invitation, or the code by which I become a clerk. */
Page({
  data: {
    way: '' as Way,
    owns: false,
    code: '',
    name: '',
    busy: false,
    trouble: '',
  },

  onShow() {
    void loadMe().then(({ value }) => this.setData({ owns: (value?.counters ?? []).some(({ owner }) => owner) }))
  },

  choose(event: WechatMiniprogram.BaseEvent) {
    const { way } = event.currentTarget.dataset as { way: Way }
    this.setData({ way: this.data.way === way ? '' : way, code: '', trouble: '' })
  },
  typeCode(event: WechatMiniprogram.Input) {
    this.setData({ code: event.detail.value, trouble: '' })
  },
  typeName(event: WechatMiniprogram.Input) {
    this.setData({ name: event.detail.value, trouble: '' })
  },
  scan() {
    wx.scanCode({
      scanType: ['qrCode'],
      success: ({ result }) =>
        this.setData({ code: codeIn(result) ?? '', trouble: codeIn(result) ? '' : '这不是店员码' }),
      fail: ({ errMsg }) => {
        if (!/cancel/.test(errMsg)) this.setData({ trouble: '没扫到，输六位数也行' })
      },
    })
  },

  join() {
    void wx.navigateTo({ url: '/packages/cases/apply/apply?area=benefits&kind=merchantJoining' })
  },
  shop() {
    void wx.navigateTo({ url: '/packages/merchant/shop/shop' })
  },
  async invited() {
    const code = codeIn(this.data.code)
    if (!code) return this.setData({ trouble: '邀请码是六位数' })
    await this.send(async () => {
      await call('benefits.invitation', { code })
      await wx.navigateTo({ url: `/packages/cases/apply/apply?area=benefits&kind=merchantJoining&about=${code}` })
    })
  },
  async bind() {
    const code = codeIn(this.data.code)
    const name = this.data.name.trim()
    if (!code) return this.setData({ trouble: '店员码是六位数，请店主给您看' })
    if (!name) return this.setData({ trouble: '请填您叫什么，店主看得到' })
    await this.send(async () => {
      const { merchantId, merchantName } = await call('benefits.becomeClerk', { code, name })
      void wx.showToast({ title: `您是${merchantName}的店员了`, icon: 'none' })
      await wx.redirectTo({ url: `/packages/merchant/counter/counter?merchant=${merchantId}` })
    })
  },
  async send(act: () => Promise<void>) {
    if (this.data.busy) return
    this.setData({ busy: true, trouble: '' })
    try {
      await act()
    } catch (error) {
      this.setData({ trouble: failureWords(error) })
    }
    this.setData({ busy: false })
  },
})
