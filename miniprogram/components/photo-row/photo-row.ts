import { choosePages, PhotoFailure, preparePage, type Page, type Source } from '../../client/photos'
import { pageViews } from '../paper-tray/tray'

/** Pictures that go with something: taken or chosen, made small, shown, taken away again. Sends nothing. */
Component({
  options: { styleIsolation: 'apply-shared' },
  properties: {
    title: { type: String, value: '' },
    required: { type: Boolean, value: false },
    most: { type: Number, value: 5 },
    /** Those there are now. */
    pages: { type: Array, value: [] as unknown[] },
    /** On their way: nothing can be changed. */
    sending: { type: Boolean, value: false },
  },
  data: {
    views: [] as ReturnType<typeof pageViews>,
    /** Being made small. */
    preparing: false,
    words: '',
  },
  observers: {
    pages(pages: Page[]) {
      this.setData({ views: pageViews(pages).map((view, i) => ({ ...view, name: `第 ${i + 1} 张` })) })
    },
    title() {
      this.setData({ words: '' })
    },
  },
  methods: {
    async add() {
      const { sending, preparing } = this.data
      if (sending || preparing) return
      const source = await chosenSource()
      if (!source) return
      this.setData({ words: '' })
      try {
        const paths = await choosePages(source, this.data.most - this.data.pages.length)
        if (paths.length > 0) this.setData({ preparing: true })
        // One by one: those before one that cannot be used are kept.
        for (const path of paths) this.change([...(this.data.pages as Page[]), await preparePage(path)])
      } catch (error) {
        this.setData({ words: error instanceof PhotoFailure ? error.words : '没拍成。请再试一次' })
      } finally {
        this.setData({ preparing: false })
      }
    },

    drop(event: WechatMiniprogram.BaseEvent) {
      if (this.data.sending) return
      const at = Number(event.currentTarget.dataset.at)
      this.setData({ words: '' })
      this.change((this.data.pages as Page[]).filter((_, i) => i !== at))
    },

    show(event: WechatMiniprogram.BaseEvent) {
      const urls = (this.data.pages as Page[]).map(({ path }) => path)
      void wx.previewImage({ urls, current: urls[Number(event.currentTarget.dataset.at)] })
    },

    /** The page holds them; set here at once too, since what it sets comes back a moment later. */
    change(pages: Page[]) {
      this.setData({ pages: pages as never[] })
      this.triggerEvent('change', { pages })
    },
  },
})

/** Camera or album, from WeChat's sheet; null when it was closed. */
function chosenSource(): Promise<Source | null> {
  return wx.showActionSheet({ itemList: ['拍照', '从手机相册选'] }).then(
    ({ tapIndex }) => (tapIndex === 0 ? 'camera' : 'album'),
    () => null,
  )
}
