import type { face as english } from '../en/face.ts';
import type { Translation } from '../translation.ts';

/** The face check: what to change, what is broken, why a picture is refused. */
export const face: Translation<typeof english> = {
  'face.hint.noFace': '请站到摄像头前',
  'face.hint.moreThanOneFace': '请只留一个人',
  'face.hint.comeCloser': '请靠近一点',
  'face.hint.moveBack': '请退后一点',
  'face.hint.centre': '请移到中间',
  'face.hint.turnToCamera': '请正对摄像头',
  'face.hint.tooDark': '脸部太暗：请转向亮处',
  'face.hint.tooBright': '光线太强：请避开强光',
  'face.hint.blurred': '画面模糊：请保持不动',
  'face.hint.holdStill': '请保持不动',
  'face.fault.cameraMissing': '没有找到摄像头。',
  'face.fault.cameraDenied': '摄像头没有使用权限。',
  'face.fault.cameraBusy': '摄像头正被占用。',
  'face.fault.cameraFrozen': '摄像头画面停住了。',
  'face.fault.cameraBlack': '摄像头只看到黑色。',
  'face.fault.workerFailed': '这里无法进行刷脸。',
  'face.fault.timeout': '刷脸用时太长。',
  'face.refusal.notAPicture': '无法读取这个文件。请选择一张照片。',
  'face.refusal.noFace': '没有找到人脸。请在明亮处正面拍摄。',
  'face.refusal.moreThanOneFace': '照片里不止一张脸。请只拍您自己。',
  'face.refusal.tooSmall': '人脸太小。请靠近摄像头。',
  'face.refusal.turnedAway': '脸没有正对镜头。请看着摄像头。',
  'face.refusal.tooDark': '照片太暗。请转向亮处。',
  'face.refusal.tooBright': '照片太亮。请避开强光。',
  'face.refusal.blurred': '照片模糊。请拿稳手机。',
};
