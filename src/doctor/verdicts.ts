/** Verdicts of the steps; the workbench has a sentence for each. */
export const verdicts = [
  // Address
  ...(['addressGood', 'addressEmpty', 'addressMalformed', 'addressScheme', 'addressCredentials'] as const),
  ...(['addressIsPage', 'addressUnencrypted', 'addressUnderscore'] as const),
  // Names
  ...(['namesFound', 'nameIsAddress', 'nameOnlyV6', 'nameNotFound', 'nameLeftToProxy', 'nameUnknownHere'] as const),
  // Proxy
  ...(['directByConnection', 'directSwitchedOff', 'directLoopback', 'directExempt', 'directUnset'] as const),
  ...(['proxyOfConnection', 'proxyOfSettings', 'proxyOfEnvironment', 'proxyMalformed', 'leftToEditor'] as const),
  // TCP
  ...(['connected', 'connectedThroughProxy', 'portClosed', 'noRoute', 'noIpv6', 'connectTimeout'] as const),
  ...([
    'connectionBroken',
    'proxyUnreachable',
    'proxyWantsLogin',
    'proxyLoginRefused',
    'proxyRefuses',
    'proxyNotTrusted',
    'notAProxy',
  ] as const),
  // TLS
  ...(['tlsNone', 'tlsGood', 'tlsPinned', 'tlsExpiresSoon', 'tlsExpired', 'tlsNotYetValid', 'tlsWrongName'] as const),
  ...(['tlsSelfSigned', 'tlsIntermediateMissing', 'tlsUnknownAuthority', 'tlsOldProtocol', 'tlsWantsClient'] as const),
  ...(['tlsAsksForClient', 'tlsClientShown', 'tlsNoCipher', 'tlsOnlyHttp2', 'tlsAuthorityExpired'] as const),
  ...(['tlsPlain', 'tlsHangsUp', 'tlsPinChanged', 'tlsOther', 'tlsOwnCertificate'] as const),
  // Answer
  ...(['isJenkins', 'isJira', 'wantsLoginFirst', 'isOtherProduct', 'moved', 'redirectsAway', 'captivePortal'] as const),
  ...(['firewall', 'proxyPage', 'otherPage', 'nothingAtPath', 'starting', 'serverFails', 'rateLimited'] as const),
  ...(['wantsClientCertificate', 'otherScheme', 'notHttp', 'silent', 'redirectLoop', 'brokenCompression'] as const),
  ...(['brokenAnswer', 'editorGetsThrough', 'gatewayLoginExpired', 'notReached'] as const),
  ...(['editorReachesToo', 'editorDoesNotReach'] as const),
  // Version, root URL, clock
  ...(['versionKnown', 'versionHidden', 'rootUrlSame', 'rootUrlDiffers', 'rootUrlUnset', 'rootUrlUnknown'] as const),
  ...(['clockRight', 'clockOff', 'clockUnknown'] as const),
  // Login
  ...(['signedIn', 'signedInUncertain', 'anonymousReads', 'anonymousReadsNothing', 'noSecurity', 'noSecret'] as const),
  ...(['noLogin', 'secretForeign', 'secretHasBlanks', 'loginRefused', 'refusedToken', 'refusedWord'] as const),
  ...(['noSuchUser', 'userNotEmail', 'loginIgnored', 'bearerUnknown', 'loginExpired', 'basicDisabled'] as const),
  ...([
    'passwordsDisabled',
    'captcha',
    'scopedTokenAtSite',
    'scopeMissing',
    'tokenRestricted',
    'noOverallRead',
  ] as const),
  ...(['loginIntercepted', 'loginFails'] as const),
  // Crumbs
  ...(['crumbsNotNeeded', 'crumbsOff', 'crumbsWork', 'crumbLost', 'crumbUnreadable'] as const),
  // Job
  ...([
    'jobVisible',
    'jobHidden',
    'jobNotReadable',
    'jobNotAllowed',
    'jobNotBuildable',
    'triggerTokenRefused',
    'jobNotKnown',
  ] as const),
  // Refused call of a Jira
  'callRefused',
  // Permissions, features
  ...(['permissionsThere', 'permissionMissing', 'permissionsNotKnown', 'permissionRefusedBefore'] as const),
  ...(['noJobs', 'jobsReadable'] as const),
  ...(['featureThere', 'featureAbsent', 'featureOff', 'featureForbidden', 'featureNotKnown'] as const),
  // Limits, traffic
  ...(['limitsNone', 'limitsTold', 'limitsNear', 'trafficGood', 'trafficSlow', 'trafficUncompressed'] as const),
  ...(['trafficBroken'] as const),
] as const;
export type Verdict = (typeof verdicts)[number];
