import { keptBrand } from '../../../../client/session'
import { drawCard, layOut, measuringWith, WIDTH, type Pen, type ShareCard } from './lay-out'

/** Draws what everybody may read as a picture and hands it to WeChat: sent on, or kept in the album. */
Component({
  options: { addGlobalClass: true },
  properties: {
    card: { type: Object, value: null as unknown as Record<string, unknown> },
  },
  data: { busy: false, drawing: false, width: WIDTH, height: WIDTH, trouble: '' },
  methods: {
    async share() {
      if (this.data.busy) return
      this.setData({ busy: true, drawing: true, trouble: '' })
      try {
        const path = await this.draw()
        await wx.showShareImageMenu({ path }).catch((error: { errMsg?: string }) => {
          // Closed without sending: nothing went wrong.
          if (!error.errMsg?.includes('cancel')) throw error
        })
      } catch (error) {
        console.warn('share picture', error)
        this.setData({ trouble: '这部手机画不了图。点右上角的“···”，也能发给工友' })
      } finally {
        this.setData({ busy: false, drawing: false })
      }
    },
    async draw(): Promise<string> {
      const canvas = await this.canvas()
      const pen = canvas.getContext('2d') as Pen
      const laid = layOut(this.data.card as unknown as ShareCard, keptBrand() || '工会在线', measuringWith(pen))
      canvas.width = WIDTH
      canvas.height = laid.height
      drawCard(pen, laid)
      const { tempFilePath } = await wx.canvasToTempFilePath({ canvas, fileType: 'jpg', quality: 0.92 })
      return tempFilePath
    },
    canvas(): Promise<WechatMiniprogram.Canvas> {
      return new Promise((resolve, reject) =>
        this.createSelectorQuery()
          .select('#card')
          .fields({ node: true, size: true })
          .exec(([found]: [{ node: WechatMiniprogram.Canvas } | null]) =>
            found?.node ? resolve(found.node) : reject(new Error('no canvas')),
          ),
      )
    },
  },
})
