"""Making the Windows program: the bundle, its icon, its licences and its checks; used at build time only."""
