"""Early signs (苗头): what was noticed of policy, market and operation, and what came of each."""
