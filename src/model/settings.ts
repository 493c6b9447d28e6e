/** One setting as `config` shows it. */
export interface SettingView {
  readonly key: string;
  /** `[secret]` for a secret that is set; null when nothing gives the setting. */
  readonly value: string | null;
  /** A flag's name, a variable's name, the file's path, or `default`. */
  readonly source: string;
  /** The variables that can give it; the first that is set wins. */
  readonly env: readonly string[];
  readonly secret: boolean;
  readonly describes: string;
  /** Shown already, used by a later capability. */
  readonly later: boolean;
}

export interface SettingsReport {
  /** The settings file, whether or not it is there. */
  readonly file: string;
  readonly settings: readonly SettingView[];
}
