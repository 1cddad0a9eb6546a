/** The device's advertising id (IAB OTT guidelines: `ifa`, `ifa_type`, `lmt`), in one shape for every vendor. */
export interface Identity {
  /** null: none, or withheld because of `lmt`. */
  readonly ifa: string | null;
  /** Who made the id: `tifa`, `rida`, `vida`, `afai`, `lgudid`, `sspid`, … null: not known. */
  readonly ifaType: string | null;
  /** The viewer limits ad tracking. Unknown counts as limited. */
  readonly lmt: boolean;
}
