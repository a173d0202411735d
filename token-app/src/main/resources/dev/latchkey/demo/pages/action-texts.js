// What was done to an environment, in people's words, by the methods that do it: what is said when it is done ("Restarted
// 3 seconds ago"), while it goes on ("Restarting now"), and when it failed ("Restart failed 3 seconds ago").

const CONTROL = 'environment.control.';

const WORDS = [
  [['Created', 'Creating', 'Creation'], `${CONTROL}CreateEnvironment`],
  [['Cloned', 'Cloning', 'Cloning'], `${CONTROL}CloneEnv`],
  [['Renamed', 'Renaming', 'Renaming'], `${CONTROL}SetEnvDisplayName`],
  [['Deleted', 'Deleting', 'Deletion'], `${CONTROL}DeleteEnv`],
  [['Started', 'Starting', 'Start'], `${CONTROL}StartEnv`],
  [['Stopped', 'Stopping', 'Stop'], `${CONTROL}StopEnv`],
  [['Put to sleep', 'Going to sleep', 'Putting to sleep'], `${CONTROL}SleepEnv`],
  [['Restarted', 'Restarting', 'Restart'], `${CONTROL}RestartNodes`, `${CONTROL}RestartServices`],
  [['Node restarted', 'Restarting a node', 'Restart of a node'],
    `${CONTROL}RestartNodeById`, `${CONTROL}RestartContainerById`],

  [['Deployed', 'Deploying', 'Deployment'],
    `${CONTROL}DeployApp`, 'environment.deployment.DeployArchive', 'deployment.archive.DeployArchive'],
  [['Undeployed', 'Undeploying', 'Undeployment'], `${CONTROL}RemoveApp`, 'environment.deployment.Undeploy'],
  [['Context renamed', 'Renaming a context', 'Renaming of a context'],
    `${CONTROL}RenameApp`, 'environment.deployment.RenameContext'],
  [['Archive uploaded', 'Uploading an archive', 'Upload of an archive'], 'storage.uploader.Upload'],
  [['Archive noted', 'Noting an archive', 'Noting of an archive'], 'deployment.archive.CreateObject'],
  [['Archive deleted', 'Deleting an archive', 'Deletion of an archive'], 'deployment.archive.DeleteArchive'],
  [['Repository added', 'Adding a repository', 'Adding of a repository'], 'environment.deployment.AddRepo'],
  [['Repository changed', 'Changing a repository', 'Change of a repository'], 'environment.deployment.EditRepo'],
  [['Repository removed', 'Removing a repository', 'Removal of a repository'], 'environment.deployment.RemoveRepo'],

  [['Added to a group', 'Adding to a group', 'Adding to a group'],
    `${CONTROL}AttachEnvGroup`, 'environment.group.AttachEnv'],
  [['Removed from a group', 'Removing from a group', 'Removal from a group'],
    `${CONTROL}DetachEnvGroup`, 'environment.group.DetachEnv'],
  [['Moved to a group', 'Moving to a group', 'Move to a group'], `${CONTROL}SetEnvGroup`, 'environment.group.SetEnv'],
  [['Group renamed', 'Renaming a group', 'Renaming of a group'], 'environment.group.EditGroup'],
  [['Group removed', 'Removing a group', 'Removal of a group'], 'environment.group.RemoveGroup'],

  [['Variables changed', 'Changing variables', 'Change of variables'],
    `${CONTROL}AddContainerEnvVars`, `${CONTROL}SetContainerEnvVars`, `${CONTROL}SetContainerEnvVarsByGroup`],
  [['Variables removed', 'Removing variables', 'Removal of variables'], `${CONTROL}RemoveContainerEnvVars`],
  [['Properties changed', 'Changing properties', 'Change of properties'],
    `${CONTROL}AddEnvProperty`, `${CONTROL}ApplyEnvProperty`],
  [['Properties removed', 'Removing properties', 'Removal of properties'], `${CONTROL}RemoveEnvProperty`],
  [['Start command changed', 'Changing a start command', 'Change of a start command'],
    `${CONTROL}SetContainerEntryPoint`, `${CONTROL}SetContainerRunCmd`],
  [['Volumes added', 'Adding volumes', 'Adding of volumes'],
    `${CONTROL}AddContainerVolume`, `${CONTROL}AddContainerVolumes`, `${CONTROL}AddContainerVolumeByGroup`],
  [['Volumes removed', 'Removing volumes', 'Removal of volumes'],
    `${CONTROL}RemoveContainerVolume`, `${CONTROL}RemoveContainerVolumes`, `${CONTROL}RemoveContainerVolumeByGroup`],
  [['Log emptied', 'Emptying a log', 'Emptying of a log'], `${CONTROL}ClearLog`],
  [['Log removed', 'Removing a log', 'Removal of a log'], `${CONTROL}RemoveLog`],

  [['Node renamed', 'Renaming a node', 'Renaming of a node'], `${CONTROL}SetNodeDisplayName`],
  [['Node group renamed', 'Renaming a node group', 'Renaming of a node group'], `${CONTROL}SetNodeGroupDisplayName`],
  [['Cloudlets changed', 'Changing cloudlets', 'Change of cloudlets'], `${CONTROL}SetCloudletsCountById`],
  [['Balancing changed', 'Changing balancing', 'Change of balancing'],
    `${CONTROL}SetSLBAccessEnabled`, 'environment.nodegroup.SetSLBAccessEnabled'],
  [['Endpoint added', 'Adding an endpoint', 'Adding of an endpoint'], `${CONTROL}AddEndpoint`],
  [['Endpoint changed', 'Changing an endpoint', 'Change of an endpoint'], `${CONTROL}EditEndpoint`],
  [['Endpoint removed', 'Removing an endpoint', 'Removal of an endpoint'], `${CONTROL}RemoveEndpoint`],
  [['Domain added', 'Adding a domain', 'Adding of a domain'], 'environment.binder.BindExtDomain'],
  [['Domains added', 'Adding domains', 'Adding of domains'], 'environment.binder.BindExtDomains'],
  [['Domain removed', 'Removing a domain', 'Removal of a domain'], 'environment.binder.RemoveExtDomain'],
  [['Firewall switched', 'Switching the firewall', 'Switching of the firewall'], 'environment.security.SetFirewallEnabled'],
  [['Firewall rule added', 'Adding a firewall rule', 'Adding of a firewall rule'], 'environment.security.AddRule'],
  [['Firewall rule removed', 'Removing a firewall rule', 'Removal of a firewall rule'], 'environment.security.RemoveRule'],
  [['Firewall rule switched', 'Switching a firewall rule', 'Switching of a firewall rule'],
    'environment.security.SetRuleEnabled'],

  [['Installed', 'Installing', 'Installation'], 'marketplace.app.Install', 'marketplace.jps.Install'],
  [['Uninstalled', 'Uninstalling', 'Uninstallation'], 'marketplace.installation.Uninstall', 'marketplace.jps.Uninstall'],
];

/** By method: done, going on, and what failed. */
export const actionTexts = new Map(WORDS.flatMap(([words, ...methods]) => methods.map((method) => [method, words])));

/** The same for a method that is not known here: "Resize node group done 3 seconds ago". */
export function unknownAction(method) {
  const words = method.split('.').at(-1).replace(/([a-z0-9])([A-Z])/g, '$1 $2').toLowerCase();
  const name = words.charAt(0).toUpperCase() + words.slice(1);
  return [`${name} done`, `${name} going on`, name];
}
