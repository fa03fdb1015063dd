// The settings that an explanation may open; the workbench knows their ids.

export type SettingName =
  'servers' | 'requestTimeoutSeconds' | 'proxy' | 'proxySupport' | 'proxyStrictSSL' | 'systemCertificates';
