/** splice_command_type (SCTE 35 Table 7); all others are reserved. */
export const SPLICE_NULL = 0x00;
export const SPLICE_SCHEDULE = 0x04;
export const SPLICE_INSERT = 0x05;
export const TIME_SIGNAL = 0x06;
export const BANDWIDTH_RESERVATION = 0x07;
export const PRIVATE_COMMAND = 0xff;

/** splice_command_length of encoders older than 2009: the command's own syntax tells where it ends (SCTE 35 §9.6.1). */
export const LEGACY_LENGTH = 0xfff;

/** Whether a command's own syntax tells where it ends. */
export function endsByItself(spliceCommandType: number): boolean {
  return spliceCommandType === SPLICE_NULL || (spliceCommandType > 3 && spliceCommandType < 8);
}
