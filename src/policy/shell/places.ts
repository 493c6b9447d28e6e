import type { Place } from './paths.ts';

function place(pattern: RegExp, ...examples: readonly string[]): Place {
  return { pattern, examples };
}

/** Files that hold what proves who somebody is, and what each of them is. */
export const CREDENTIALS: readonly (readonly [what: string, place: Place])[] = [
  [
    'the password hashes of the machine',
    place(
      /^\/(?:usr\/local\/)?etc\/(?:g?shadow|master\.passwd|spwd\.db|security\/passwd|opasswd)(?:[-.~].*)?$|^\/var\/(?:lib\/(?:extrausers\/shadow|sss\/db)|db\/shadow|backups\/g?shadow)/,
      '/etc/shadow',
      '/etc/gshadow',
      '/etc/master.passwd',
    ),
  ],
  [
    'private keys',
    place(
      /^~\/\.ssh(?:\/(?!known_hosts|config$|authorized_keys|.*\.pub$).*)?$|^~\/\.gnupg(?:\/|$)|^\/etc\/ssh\/ssh_host_\w+_key$|^\/etc\/ssl\/private(?:\/|$)|^\/etc\/(?:pki\/tls\/private|letsencrypt\/(?:live|archive))(?:\/|$)|(?:^|\/)id_(?:rsa|dsa|ecdsa|ed25519)$|^\/etc\/krb5\.keytab$|\/tmp\/krb5cc_/,
      '~/.ssh/id_rsa',
      '~/.ssh/id_ed25519',
      '/etc/ssh/ssh_host_rsa_key',
    ),
  ],
  [
    'credentials of a cloud or a registry',
    place(
      /^~\/\.(?:aws|azure|config\/gcloud|config\/gh|config\/doctl|kube|docker\/config\.json|netrc|git-credentials|pgpass|my\.cnf|mylogin\.cnf|vault-token|npmrc|pypirc|terraform\.d\/credentials|boto|s3cfg|oci|ibmcloud|bluemix|config\/rclone)(?:[/.]|$)|\/\.(?:aws|kube)\/(?:credentials|config)$|^\/etc\/kubernetes\/(?:admin|super-admin|kubelet|controller-manager|scheduler)\.conf$|^\/etc\/kubernetes\/pki(?:\/|$)|^\/var\/lib\/kubelet\/(?:pki|kubeconfig)|^\/etc\/rancher\/k3s\/k3s\.yaml$|^\/etc\/boto\.cfg$/,
      '~/.aws/credentials',
      '~/.kube/config',
      '~/.docker/config.json',
    ),
  ],
  [
    "the pod's service account token",
    place(/^\/(?:var\/)?run\/secrets\/(?:kubernetes\.io|eks\.amazonaws\.com|azure|tokens|boostport)(?:\/|$)/),
  ],
  [
    'saved passwords of a browser or a keyring',
    place(
      /^~\/(?:\.mozilla|snap\/firefox|\.config\/(?:google-chrome|chromium|BraveSoftware|microsoft-edge|opera)|\.local\/share\/(?:keyrings|kwalletd)|\.password-store|\.config\/keepassxc|\.thunderbird|Library\/(?:Keychains|Cookies|Application Support\/(?:Google\/Chrome|Firefox|BraveSoftware|Microsoft Edge))|Library\/Containers\/com\.apple\.Safari|\.bitcoin|\.ethereum|\.electrum)(?:\/|$)|(?:^|\/)(?:key[34]\.db|logins\.json|Login Data|cookies\.sqlite|Cookies\.binarycookies)$|^\/Library\/Keychains\//,
    ),
  ],
  [
    'the memory or the environment of processes',
    place(
      /^\/proc\/(?:[^/]+)\/(?:mem|environ|maps|auxv)$|^\/proc\/kcore$|^\/dev\/k?mem$/,
      '/proc/1/environ',
      '/proc/1/mem',
    ),
  ],
  [
    'the commands that somebody typed',
    place(
      /^~\/\.(?:\w+_)?history$|(?:^|\/)\.(?:bash|zsh|sh|ash|python|mysql|psql|sqlite)_history$|^~\/\.local\/share\/fish\/fish_history$|^~\/\.(?:viminfo|lesshst)$/,
      '~/.bash_history',
      '~/.zsh_history',
    ),
  ],
  [
    'what sudo lets whom do',
    place(/^\/(?:usr\/local\/)?etc\/(?:sudoers(?:\.d)?|doas\.conf)(?:\/|$)/, '/etc/sudoers'),
  ],
];

/** Lists of accounts: no secret, yet where guessing passwords begins. */
export const ACCOUNTS = place(/^\/etc\/(?:passwd|group)-?$/, '/etc/passwd', '/etc/group');

/** Files that say who may come in and what they may then do. */
export const ACCESS: readonly (readonly [what: string, place: Place])[] = [
  [
    'who may become root by sudo',
    place(/^\/(?:usr\/local\/)?etc\/(?:sudoers(?:\.d)?|doas\.conf|sudo\.conf)(?:\/|$)/),
  ],
  [
    'how logins are checked',
    place(
      /^\/(?:usr\/local\/)?etc\/pam(?:\.d|\.conf)(?:\/|$)|^\/(?:usr\/)?lib(?:64)?\/(?:[\w-]+\/)?security(?:\/|$)|\/pam_\w+\.so$/,
    ),
  ],
  [
    'which keys may log in',
    place(
      /(?:^|\/)authorized_keys2?$|(?:^|\/)\.ssh\/(?:rc|environment)$|^\/etc\/ssh\/sshrc$|^~\/\.(?:rhosts|shosts|k5login)$|^\/etc\/(?:hosts\.equiv|shosts\.equiv)$/,
    ),
  ],
  ['how the SSH server lets in', place(/^\/(?:usr\/local\/)?etc\/ssh\/sshd_config(?:\.d)?(?:\/|$)/)],
  [
    'the accounts themselves',
    place(
      /^\/etc\/(?:passwd|g?shadow|group|master\.passwd|subuid|subgid|login\.defs|nsswitch\.conf|security\/\w[\w.]*|polkit-1(?:\/.*)?)$/,
    ),
  ],
  [
    'which authorities are trusted',
    place(
      /^\/usr\/(?:local\/)?share\/ca-certificates(?:\/|$)|^\/etc\/(?:pki\/ca-trust|ssl\/certs|ca-certificates)(?:\/|$)/,
    ),
  ],
];

/** Files that are run by themselves: when the machine starts, when somebody logs in, at a time. */
export const AUTOSTART: readonly (readonly [what: string, place: Place])[] = [
  ['what every program loads', place(/^\/etc\/ld\.so\.(?:preload|conf)(?:\.d)?(?:\/|$)/)],
  [
    'the jobs of cron',
    place(
      /^\/etc\/(?:cron\w*(?:\.\w+)?|anacrontab)(?:\/|$)|^\/var\/(?:spool\/(?:cron|at|anacron)|cron\/tabs|at\/)(?:\/|$)|^\/usr\/lib\/cron/,
    ),
  ],
  [
    'the services of the machine',
    place(
      /^(?:\/(?:etc|usr\/lib|lib|run|usr\/local\/lib|usr\/share)\/systemd\/(?:system|user|system-generators|user-generators)(?:\/|$)|\/etc\/(?:init|init\.d|rc\.d|rc\d\.d|conf\.d|runit|s6|sv|local\.d)(?:\/|$)|\/etc\/(?:rc\.local|rc\.common|inittab|rc\.conf|rc)$|\/usr\/local\/etc\/rc\.d(?:\/|$)|\/Library\/Launch)/,
    ),
  ],
  [
    'what every login runs',
    place(
      /^\/etc\/(?:profile|profile\.d|bash\.bashrc|bashrc|bash\.bash_logout|zsh(?:rc|env)?|zprofile|zlogin|csh\.(?:cshrc|login|logout)|environment|skel|update-motd\.d|xdg\/autostart|X11\/xinit|fish)(?:\/|$)/,
    ),
  ],
  [
    'what the kernel or the desktop starts',
    place(
      /^\/(?:etc|lib|usr\/lib|run)\/udev\/rules\.d(?:\/|$)|^\/etc\/(?:modules-load\.d|modprobe\.d|modules|initramfs-tools|dracut\.conf\.d|grub\.d|apt\/apt\.conf\.d|yum\/pluginconf\.d|NetworkManager\/dispatcher\.d|dhcp\/dhclient-\w+-hooks\.d|network\/if-[\w-]+\.d|acpi|polkit-1|dbus-1|ppp\/ip-(?:up|down)\.d|cloud\/cloud\.cfg\.d|emond\.d|periodic|X11\/Xsession\.d|dnf\/plugins|sysconfig\/network-scripts|default\/grub\.d)(?:\/|$)|^~\/\.config\/(?:autostart|plasma-workspace)(?:\/|$)|(?:site|dist)-packages\/(?:[^/]+\.pth|(?:site|user)customize\.py)$/,
    ),
  ],
  [
    'the services of a user',
    place(/^~\/\.(?:config|local\/share)\/systemd\/user(?:\/|$)|^~\/Library\/LaunchAgents/),
  ],
];

/** What a shell of one user runs by itself. */
export const PROFILES = place(
  /^~\/\.(?:bashrc|bash_profile|bash_login|bash_logout|bash_aliases|profile|zshrc|zshenv|zprofile|zlogin|zlogout|shrc|kshrc|mkshrc|cshrc|tcshrc|login|logout|xinitrc|xprofile|xsession|xsessionrc|inputrc|vimrc|config\/fish)(?:\/|$)/,
  '~/.bashrc',
  '~/.profile',
);

export const HISTORY = place(
  /^~\/\.(?:\w+_)?history$|(?:^|\/)\.(?:bash|zsh|sh|ash|python|mysql|psql|sqlite)_history$|^~\/\.local\/share\/fish\/fish_history$/,
  '~/.bash_history',
  '~/.zsh_history',
);

/** Logs that the system itself keeps, right under /var/log or in folders of its own. */
export const SYSTEM_LOGS = place(
  /^\/(?:private\/)?var\/(?:log(?:\/[^/]*|\/(?:audit|journal|sa|cron|kubernetes|pods|containers|account|faillog)(?:\/.*)?)?|audit(?:\/.*)?|adm(?:\/.*)?|run\/[uw]tmp|mail\/.*|spool\/mail\/.*)$|^\/run\/(?:[uw]tmp|log(?:\/.*)?)$/,
  '/var/log/auth.log',
  '/var/log/syslog',
  '/var/log/wtmp',
);
export const LOGS = place(/^\/(?:private\/)?var\/log(?:\/|$)/);

/** Settings of what watches the machine or guards it. */
export const DEFENSES = place(
  /^\/(?:usr\/local\/)?etc\/(?:audit(?:d|bsd)?|libaudit\.conf|newsyslog\.conf(?:\.d)?|selinux|ufw|iptables|nftables\.conf|firewalld|fail2ban|apparmor(?:\.d)?|rsyslog\.(?:conf|d)|syslog(?:-ng)?(?:\.conf)?|systemd\/journald\.conf(?:\.d)?|hosts\.(?:deny|allow)|security|falco|wazuh|ossec|clamav|aide|tripwire|osquery|default\/(?:ufw|auditd|rsyslog)|logrotate\.(?:conf|d)|sysconfig\/(?:iptables|selinux|auditd|firewalld))(?:\/|$)|^\/(?:sys\/fs\/selinux|sys\/kernel\/security)(?:\/|$)|^\/(?:var\/ossec|opt\/(?:CrowdStrike|carbonblack|sentinelone|microsoft\/mdatp|sophos\S*|splunk\S*))(?:\/|$)/,
  '/etc/selinux/config',
);

/** Switches of the kernel that is running. */
export const KERNEL = place(
  /^\/proc\/sys(?:\/|$)|^\/proc\/sysrq-trigger$|^\/sys\/(?:kernel|fs\/cgroup|module|firmware|power|class|bus|devices)(?:\/|$)|^\/(?:dev|proc)\/(?:k?mem|kcore)$/,
);
/** Those by which a container runs a program on its node. */
export const KERNEL_RUNS = place(
  /^\/proc\/sys\/kernel\/(?:core_pattern|modprobe|hotplug)$|\/release_agent$|^\/sys\/kernel\/uevent_helper$|^\/proc\/sys\/fs\/binfmt_misc/,
);

export const BOOT = place(
  /^\/(?:boot|efi)(?:\/|$)|^\/etc\/(?:default\/grub|grub\.d|fstab|crypttab|lilo\.conf)(?:\/|$)/,
);
export const BINARIES = place(
  /^\/(?:usr\/)?(?:s?bin|lib(?:32|64|exec)?)(?:\/|$)/,
  '/bin/sh',
  '/usr/bin/sudo',
);
export const RESOLVING = place(/^\/etc\/(?:hosts|resolv\.conf|nsswitch\.conf|hostname)$/);
export const SETTINGS = place(/^\/(?:usr\/local\/)?etc(?:\/|$)/);
export const INSTALLED = place(/^\/(?:usr|opt|srv|var\/(?:lib|www|cache|spool))(?:\/|$)/);

/** Folders that a machine does not survive. */
export const VITAL = place(
  /^(?:\/|\/\*|\/(?:bin|boot|dev|etc|home|lib|lib32|lib64|opt|proc|root|run|sbin|srv|sys|usr|var|usr\/(?:bin|lib|lib64|local|sbin|share)|var\/(?:lib|log|spool|lib\/(?:docker|containerd|kubelet|etcd|mysql|postgresql|rpm|dpkg)))(?:\/\*)?|~|~\/\*|~\/\.\*)\/?$/,
);

/** Whole disks and their parts. */
export const DISKS = place(
  /^\/dev\/(?:[hsv]d[a-zX]|xvd[a-z]|nvme\d|mmcblk\d|disk\d|disk\/by-|mapper\/|md\d|dm-\d|nbd\d|vg[\w-]*\/|loop\d)/,
  '/dev/sda',
  '/dev/nvme0n1',
);

/** The doors of container engines: whoever writes there is root on the node. A user's own engine is not. */
export const ENGINE_SOCKETS = place(
  /^(?!.*\/run\/user\/\d).*\/(?:docker|containerd|crio|podman|cri-dockerd|dockershim|frakti|buildkitd|kubelet)\.sock\b/,
);
